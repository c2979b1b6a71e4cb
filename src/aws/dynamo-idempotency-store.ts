import type { IdempotencyStore, KeyRecord } from '../store/idempotency-store.ts';
import { dynamoTable, type Item, type TableOptions } from './dynamo-table.ts';

const NAMES = {
  '#state': 'state',
  '#holder': 'holder',
  '#leaseEndsAt': 'leaseEndsAt',
  '#expiresAt': 'expiresAt',
};
const named = (...names: (keyof typeof NAMES)[]) =>
  Object.fromEntries(names.map((name) => [name, NAMES[name]]));

/**
 * Idempotency keys in DynamoDB, one item each. DynamoDB deletes expired items up to days late, so expiry is compared
 * in the condition. The SDK repeats requests whose response was lost: a refused claim or takeover therefore looks
 * whether the holder is this one already.
 */
export function dynamoIdempotencyStore(options: TableOptions): IdempotencyStore {
  const items = dynamoTable(options);

  return {
    async claim(key, { jobId, fingerprint, holder, leaseEndsAt, expiresAt }, now) {
      for (;;) {
        const { item: claimed } = await items.update(key, {
          UpdateExpression:
            'SET #state = :pending, #jobId = :jobId, #fingerprint = :fingerprint, #holder = :holder, #leaseEndsAt = :leaseEndsAt, #expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(#state) OR #expiresAt <= :now',
          ExpressionAttributeNames: { ...NAMES, '#jobId': 'jobId', '#fingerprint': 'fingerprint' },
          ExpressionAttributeValues: {
            ':pending': { S: 'pending' },
            ':jobId': { S: jobId },
            ':fingerprint': { S: fingerprint },
            ':holder': { S: holder },
            ':leaseEndsAt': { N: String(leaseEndsAt) },
            ':expiresAt': { N: String(expiresAt) },
            ':now': { N: String(now / 1000) },
          },
        });
        if (claimed !== undefined) return undefined;
        const item = await items.get(key);
        if (item === undefined) continue; // expired and deleted in between
        return item.holder?.S === holder ? undefined : recordOf(item);
      }
    },

    async takeOver(key, { from, to, leaseEndsAt, expiresAt }) {
      const { item: taken } = await items.update(key, {
        UpdateExpression: 'SET #holder = :to, #leaseEndsAt = :leaseEndsAt, #expiresAt = :expiresAt',
        ConditionExpression: '#state = :pending AND #holder IN (:from, :to)',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: {
          ':pending': { S: 'pending' },
          ':from': { S: from },
          ':to': { S: to },
          ':leaseEndsAt': { N: String(leaseEndsAt) },
          ':expiresAt': { N: String(expiresAt) },
        },
      });
      return taken !== undefined;
    },

    async complete(key, holder) {
      await items.update(key, {
        UpdateExpression: 'SET #state = :done',
        ConditionExpression: '#holder = :holder',
        ExpressionAttributeNames: named('#state', '#holder'),
        ExpressionAttributeValues: { ':done': { S: 'done' }, ':holder': { S: holder } },
      });
    },

    async release(key, holder) {
      await items.update(key, {
        UpdateExpression: 'SET #expiresAt = :past',
        ConditionExpression: '#state = :pending AND #holder = :holder',
        ExpressionAttributeNames: named('#state', '#holder', '#expiresAt'),
        ExpressionAttributeValues: {
          ':past': { N: '0' },
          ':pending': { S: 'pending' },
          ':holder': { S: holder },
        },
      });
    },
  };
}

function recordOf({ state, jobId, fingerprint, holder, leaseEndsAt }: Item): KeyRecord {
  const used = { jobId: jobId?.S ?? '', fingerprint: fingerprint?.S ?? '' };
  return state?.S === 'done'
    ? { state: 'done', ...used }
    : { state: 'pending', ...used, holder: holder?.S ?? '', leaseEndsAt: Number(leaseEndsAt?.N) };
}
