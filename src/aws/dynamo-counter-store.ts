import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { CounterStore } from '../store/counter-store.ts';
import { clientOptions } from './client-options.ts';

/** BatchGetItem takes at most this many keys. */
const READ_BATCH = 100;
/** How often keys are asked for again that DynamoDB left unread. */
const READ_ROUNDS = 5;

/**
 * Counters in a table with hash key `pk`, number `n` and TTL `expiresAt` (epoch seconds).
 *
 * The SDK repeats an update whose answer was lost, and that update may have been applied. An `add` then counts twice,
 * which refuses somebody too early but never lets too much through. A `subtract` applied twice would let too much
 * through, so it leaves a mark of its own on the item in the same step, by which a repetition is recognised, and
 * wipes the mark afterwards.
 */
export function dynamoCounterStore({ table, client = defaultClient() }: CounterStoreOptions): CounterStore {
  const update = async (key: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) => {
    try {
      return await client.send(
        new UpdateItemCommand({ TableName: table, Key: { pk: { S: key } }, ...input }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };

  return {
    async addWithin(key, amount, limit, expiresAt) {
      if (amount > limit) return { admitted: false };
      const reply = await update(key, {
        UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :amount, #expires = :expires',
        ConditionExpression: 'attribute_not_exists(#n) OR #n <= :room',
        ExpressionAttributeNames: { '#n': 'n', '#expires': 'expiresAt' },
        ExpressionAttributeValues: {
          ':zero': { N: '0' },
          ':amount': { N: String(amount) },
          ':room': { N: String(limit - amount) },
          ':expires': { N: String(expiresAt) },
        },
        ReturnValues: 'UPDATED_NEW',
      });
      return reply === undefined
        ? { admitted: false }
        : { admitted: true, value: Number(reply.Attributes?.n?.N) };
    },

    async subtract(key, amount) {
      if (amount === 0) return;
      const names = { '#n': 'n', '#mark': `sub-${randomUUID()}` };
      const amountValue = { ':amount': { N: String(amount) } };
      const subtracted = await update(key, {
        UpdateExpression: 'SET #n = #n - :amount, #mark = :amount',
        ConditionExpression: '#n >= :amount AND attribute_not_exists(#mark)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: amountValue,
      });
      // Refused: already applied by an earlier attempt, or less than `amount` is there, or nothing at all.
      if (subtracted === undefined) {
        await update(key, {
          UpdateExpression: 'SET #n = :zero',
          ConditionExpression: '#n < :amount AND attribute_not_exists(#mark)',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ...amountValue, ':zero': { N: '0' } },
        });
      }
      await update(key, {
        UpdateExpression: 'REMOVE #mark',
        ConditionExpression: 'attribute_exists(#mark)',
        ExpressionAttributeNames: { '#mark': names['#mark'] },
      }).catch(() => undefined); // A mark that stays is a few bytes until the item expires.
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

export interface CounterStoreOptions {
  table: string;
  client?: DynamoDBClient;
}

function defaultClient(): DynamoDBClient {
  return new DynamoDBClient(clientOptions({ attempts: 6, timeoutMs: 2000 }));
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
