import type { KeyStore, StoredKey } from '../store/key-store.ts';
import { tableKeys } from '../store/table-keys.ts';
import { readSigned, type SignedRequestOptions } from './signed-request.ts';

export interface KeyReaderOptions extends SignedRequestOptions {
  table: string;
}

/** Reads keys of programs without the client of DynamoDB: every function of the API looks keys up. */
export function dynamoKeyReader({ table, ...options }: KeyReaderOptions): Pick<KeyStore, 'find'> {
  return {
    async find(id) {
      const Key = { pk: { S: tableKeys.key(id) } };
      const input = { TableName: table, Key, ConsistentRead: true };
      const target = 'DynamoDB_20120810.GetItem';
      const reply = (await readSigned(options, { service: 'dynamodb', target, input })) as Reply;
      const text = reply.Item?.key?.S;
      return text === undefined ? undefined : (JSON.parse(text) as StoredKey);
    },
  };
}

interface Reply {
  Item?: { key?: { S?: string } };
}
