import type { SaltStore } from '../store/salt-store.ts';
import { dynamoTable, type TableOptions } from './dynamo-table.ts';

/** Salts in DynamoDB, one item each. */
export function dynamoSaltStore(options: TableOptions): SaltStore {
  const items = dynamoTable(options);
  return {
    async take(key, proposed, expiresAt) {
      const { item } = await items.update(key, {
        UpdateExpression:
          'SET #salt = if_not_exists(#salt, :proposed), #expiresAt = if_not_exists(#expiresAt, :expiresAt)',
        ExpressionAttributeNames: { '#salt': 'salt', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':proposed': { S: proposed }, ':expiresAt': { N: String(expiresAt) } },
        ReturnValues: 'ALL_NEW',
      });
      return item?.salt?.S ?? proposed;
    },
    find: async (key) => (await items.get(key))?.salt?.S,
  };
}
