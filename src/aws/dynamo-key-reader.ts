import type { KeyStore, StoredKey } from '../store/key-store.ts';
import { monthWindow, tableKeys } from '../store/table-keys.ts';
import { readSigned, type SignedRequestOptions } from './signed-request.ts';

export interface KeyReaderOptions extends SignedRequestOptions {
  table: string;
}

const MICRO_DOLLARS = 1_000_000;

/** Reads keys of programs without the client of DynamoDB: every function of the API looks keys up. */
export function dynamoKeyReader(options: KeyReaderOptions): Pick<KeyStore, 'find'> {
  return { find: (id) => findKey(options, id) };
}

/** Reads the keys of a person, and what the person has spent this month, in the same way. */
export function dynamoPersonReader(options: KeyReaderOptions) {
  return {
    keys: {
      async list(person: string): Promise<StoredKey[]> {
        const ids = (await read(options, tableKeys.keysOf(person)))?.ids?.SS ?? [];
        const found = await Promise.all(ids.map((id) => findKey(options, id)));
        return found.filter((key) => key !== undefined);
      },
    },
    async spentUsd(person: string, now: number): Promise<number> {
      const counter = await read(options, tableKeys.personSpend(person, monthWindow(now)));
      return Number(counter?.n?.N ?? 0) / MICRO_DOLLARS;
    },
  };
}

async function findKey(options: KeyReaderOptions, id: string): Promise<StoredKey | undefined> {
  const text = (await read(options, tableKeys.key(id)))?.key?.S;
  return text === undefined ? undefined : (JSON.parse(text) as StoredKey);
}

async function read({ table, ...options }: KeyReaderOptions, key: string): Promise<Item | undefined> {
  const input = { TableName: table, Key: { pk: { S: key } }, ConsistentRead: true };
  const target = 'DynamoDB_20120810.GetItem';
  return ((await readSigned(options, { service: 'dynamodb', target, input })) as { Item?: Item }).Item;
}

interface Item {
  key?: { S?: string };
  ids?: { SS?: string[] };
  n?: { N?: string };
}
