import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What an issuer knows, in memory; each issuer of a test has its own. */
export function createIssuerMemory() {
  const stored = new Map<string, AdapterPayload>();
  const adapter = (name: string): Adapter => {
    const keyOf = (id: string) => `${name}:${id}`;
    const read = async (id: string) => stored.get(keyOf(id));
    const findBy = async (matches: (payload: AdapterPayload) => boolean) =>
      [...stored.values()].find((payload) => payload.kind === name && matches(payload));
    return {
      async upsert(id, payload) {
        stored.set(keyOf(id), { ...payload, kind: name });
      },
      find: read,
      findByUserCode: (userCode) => findBy((payload) => payload.userCode === userCode),
      findByUid: (uid) => findBy((payload) => payload.uid === uid),
      async consume(id) {
        const payload = stored.get(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        stored.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key);
      },
    };
  };
  return {
    adapter,
    /** Everything of one kind. */
    forget(name: string): void {
      for (const key of stored.keys()) if (key.startsWith(`${name}:`)) stored.delete(key);
    },
  };
}
