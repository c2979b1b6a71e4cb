import type { KeyStore, StoredKey } from '../store/key-store.ts';
import { tableKeys } from '../store/table-keys.ts';
import { dynamoTable, type TableOptions } from './dynamo-table.ts';

const DAY_S = 86_400;

/** One item for each key, and one for each person that says which keys are theirs. */
export function dynamoKeyStore(options: TableOptions): KeyStore {
  const items = dynamoTable(options);

  const find = async (id: string): Promise<StoredKey | undefined> => {
    const text = (await items.get(tableKeys.key(id)))?.key?.S;
    return text === undefined ? undefined : (JSON.parse(text) as StoredKey);
  };

  const idsOf = async (owner: string) => (await items.get(tableKeys.keysOf(owner)))?.ids?.SS ?? [];
  const unlist = async (owner: string, ids: string[]) => {
    if (ids.length === 0) return;
    await items.update(tableKeys.keysOf(owner), {
      UpdateExpression: 'DELETE #ids :ids',
      ExpressionAttributeNames: { '#ids': 'ids' },
      ExpressionAttributeValues: { ':ids': { SS: ids } },
    });
  };
  /** Takes keys off the list of a person that have expired or were never kept. */
  const forgetGone = async (owner: string, now: string) => {
    const found = await Promise.all((await idsOf(owner)).map(async (id) => ({ id, key: await find(id) })));
    const gone = found.filter(({ key }) => key === undefined || key.expiresAt <= now);
    await unlist(
      owner,
      gone.map(({ id }) => id),
    );
  };

  return {
    async create(key, most) {
      const expiresAt = Math.ceil(Date.parse(key.expiresAt) / 1000) + DAY_S;
      const list = () =>
        items.update(tableKeys.keysOf(key.owner), {
          // The list may be about to be forgotten.
          UpdateExpression: 'ADD #ids :id REMOVE #expiresAt',
          ConditionExpression: 'attribute_not_exists(#ids) OR size(#ids) < :most OR contains(#ids, :one)',
          ExpressionAttributeNames: { '#ids': 'ids', '#expiresAt': 'expiresAt' },
          ExpressionAttributeValues: {
            ':id': { SS: [key.id] },
            ':one': { S: key.id },
            ':most': { N: String(most) },
          },
          ReturnValues: 'ALL_NEW',
        });
      // First, so that no key works that its owner cannot see. One that was listed and never kept is forgotten below.
      let listed = await list();
      if (listed.item === undefined) {
        await forgetGone(key.owner, key.createdAt);
        listed = await list();
      }
      if (listed.item === undefined) return false;
      await items.update(tableKeys.key(key.id), {
        UpdateExpression: 'SET #key = :key, #expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#key': 'key', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: {
          ':key': { S: JSON.stringify(key) },
          ':expiresAt': { N: String(expiresAt) },
        },
      });
      return true;
    },
    find,
    async list(owner) {
      const found = await Promise.all((await idsOf(owner)).map(find));
      return found.filter((key) => key !== undefined);
    },
    async revoke({ id, owner }) {
      await items.update(tableKeys.key(id), {
        UpdateExpression: 'REMOVE #key',
        ExpressionAttributeNames: { '#key': 'key' },
      });
      await unlist(owner, [id]);
    },
    async forget(owner, now) {
      await items.update(tableKeys.keysOf(owner), {
        UpdateExpression: 'SET #expiresAt = :now',
        ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#ids)',
        ExpressionAttributeNames: { '#pk': 'pk', '#ids': 'ids', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':now': { N: String(Math.ceil(now / 1000)) } },
      });
    },
  };
}
