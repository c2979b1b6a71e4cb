import type { KeyStore, StoredKey } from './key-store.ts';

/** Keys in this process. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, StoredKey>();
  const of = (owner: string) => [...keys.values()].filter((key) => key.owner === owner);
  return {
    async create(key, most) {
      const valid = of(key.owner).filter(({ id, expiresAt }) => id !== key.id && expiresAt > key.createdAt);
      if (valid.length >= most) return false;
      keys.set(key.id, key);
      return true;
    },
    find: async (id) => keys.get(id),
    list: async (owner) => of(owner),
    async revoke({ id }) {
      keys.delete(id);
    },
    forget: async () => undefined,
  };
}
