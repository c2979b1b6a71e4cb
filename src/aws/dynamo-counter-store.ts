import type { CounterStore } from '../store/counter-store.ts';
import { dynamoTable, type TableOptions, type Update } from './dynamo-table.ts';

/** The attribute that holds a mark. Its value is the amount that was added with it. */
const MARK = 'mark:';
const markName = (mark: string) => `${MARK}${mark}`;

/**
 * A request that the SDK gave up, because no response came in time, and repeated may still reach DynamoDB after the
 * repetition. The mark that makes it harmless is not removed for so long.
 */
const MAY_ARRIVE_MS = 60_000;

/** Counters in DynamoDB: one item each, with the number `n` and its marks. */
export function dynamoCounterStore(options: TableOptions): CounterStore {
  const items = dynamoTable(options);
  /** When changes were made that took several requests, by key and mark. */
  const repeated = new Map<string, number>();

  const note = (key: string, mark: string, { attempts }: Update) => {
    if (attempts === 1) return;
    for (const [name, at] of repeated) if (Date.now() - at > MAY_ARRIVE_MS) repeated.delete(name);
    repeated.set(`${key} ${mark}`, Date.now());
  };
  const mayArrive = (key: string, mark: string) =>
    Date.now() - (repeated.get(`${key} ${mark}`) ?? 0) <= MAY_ARRIVE_MS;

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
      note(key, mark, updated);
      if (updated.item !== undefined) return { admitted: true, value: Number(updated.item.n?.N) };
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
      const corrected = await items.update(key, {
        UpdateExpression: 'SET #n = #n + :amount, #mark = :amount',
        ConditionExpression: 'attribute_not_exists(#mark) AND #n >= :least',
        ExpressionAttributeNames: { '#n': 'n', '#mark': markName(mark) },
        ExpressionAttributeValues: {
          ':amount': { N: String(amount) },
          ':least': { N: String(Math.max(0, -amount)) },
        },
      });
      note(key, mark, corrected);
    },

    async unmark(key, mark) {
      if (mayArrive(key, mark)) return;
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
      const found = await items.getMany(keys);
      return keys.map((key) => Number(found.get(key)?.n?.N ?? 0));
    },
  };
}
