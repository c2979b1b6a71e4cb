import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CounterStore } from '../store/counter-store.ts';
import { dynamoClient, dynamoTable, type TableOptions } from './dynamo-table.ts';

/** BatchGetItem takes at most this many keys. */
const READ_BATCH = 100;
/** How often keys are requested again that DynamoDB left unread. */
const READ_ROUNDS = 5;

/** The attribute that holds a mark. Its value is the amount that was added with it. */
const MARK = 'mark:';
const markName = (mark: string) => `${MARK}${mark}`;

/** Counters in DynamoDB: one item each, with the number `n` and its marks. */
export function dynamoCounterStore({ table, client = dynamoClient() }: TableOptions): CounterStore {
  const items = dynamoTable({ table, client });

  return {
    async add(key, { amount, limit, mark, expiresAt }) {
      if (amount > limit) return { admitted: false };
      const names = { '#n': 'n', '#mark': markName(mark) };
      const updated = await items.update(key, {
        UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :amount, #expires = :expires, #mark = :amount',
        ConditionExpression: 'attribute_not_exists(#mark) AND (attribute_not_exists(#n) OR #n <= :room)',
        ExpressionAttributeNames: { ...names, '#expires': 'expiresAt' },
        ExpressionAttributeValues: {
          ':zero': { N: '0' },
          ':amount': { N: String(amount) },
          ':room': { N: String(limit - amount) },
          ':expires': { N: String(expiresAt) },
        },
        ReturnValues: 'UPDATED_NEW',
      });
      if (updated !== undefined) return { admitted: true, value: Number(updated.n?.N) };
      // Either there is no room, or an earlier attempt of this call was applied and its response was lost.
      const item = await items.get(key);
      return item?.[names['#mark']] === undefined
        ? { admitted: false }
        : { admitted: true, value: Number(item.n?.N) };
    },

    async takeBack(key, mark, amount) {
      await items.update(key, {
        UpdateExpression: 'SET #n = #n - :amount REMOVE #mark',
        ConditionExpression: 'attribute_exists(#mark)',
        ExpressionAttributeNames: { '#n': 'n', '#mark': markName(mark) },
        ExpressionAttributeValues: { ':amount': { N: String(amount) } },
      });
    },

    async correct(key, mark, amount) {
      await items.update(key, {
        UpdateExpression: 'SET #n = #n + :amount, #mark = :amount',
        ConditionExpression: 'attribute_not_exists(#mark) AND #n >= :least',
        ExpressionAttributeNames: { '#n': 'n', '#mark': markName(mark) },
        ExpressionAttributeValues: {
          ':amount': { N: String(amount) },
          ':least': { N: String(Math.max(0, -amount)) },
        },
      });
    },

    async unmark(key, mark) {
      await items.update(key, {
        UpdateExpression: 'REMOVE #mark',
        ConditionExpression: 'attribute_exists(#mark)',
        ExpressionAttributeNames: { '#mark': markName(mark) },
      });
    },

    async marks(key) {
      return Object.entries((await items.get(key)) ?? {}).flatMap(([name, value]) =>
        name.startsWith(MARK) ? [{ mark: name.slice(MARK.length), amount: Number(value.N) }] : [],
      );
    },

    async read(keys) {
      const values = new Map<string, number>();
      const distinct = [...new Set(keys)];
      for (let start = 0; start < distinct.length; start += READ_BATCH) {
        await readBatch(client, table, distinct.slice(start, start + READ_BATCH), values);
      }
      return keys.map((key) => values.get(key) ?? 0);
    },
  };
}

async function readBatch(
  client: DynamoDBClient,
  table: string,
  keys: string[],
  values: Map<string, number>,
): Promise<void> {
  let open = keys.map((key) => ({ pk: { S: key } }));
  for (let round = 1; open.length > 0; round += 1) {
    if (round > READ_ROUNDS) throw new Error('DynamoDB left counters unread.');
    const reply = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: true } } }),
    );
    for (const item of reply.Responses?.[table] ?? []) {
      if (item.pk?.S !== undefined && item.n?.N !== undefined) values.set(item.pk.S, Number(item.n.N));
    }
    open = (reply.UnprocessedKeys?.[table]?.Keys ?? []).flatMap(({ pk }) =>
      pk?.S === undefined ? [] : [{ pk: { S: pk.S } }],
    );
  }
}
