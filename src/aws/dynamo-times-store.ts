import type { TimesStore } from '../store/times-store.ts';
import { dynamoTable, type Item, type TableOptions } from './dynamo-table.ts';

/** The attribute of a bucket: `took:88`. */
const BUCKET = 'took:';

/** Times in DynamoDB: one item each, with a number for each bucket. */
export function dynamoTimesStore(options: TableOptions): TimesStore {
  const items = dynamoTable(options);
  return {
    async count(key, bucket, expiresAt) {
      await items.update(key, {
        UpdateExpression: 'ADD #bucket :one SET #expires = :expires',
        ExpressionAttributeNames: { '#bucket': `${BUCKET}${bucket}`, '#expires': 'expiresAt' },
        ExpressionAttributeValues: { ':one': { N: '1' }, ':expires': { N: String(expiresAt) } },
      });
    },
    async read(keys) {
      const found = await items.getMany(keys);
      return keys.map((key) => countsIn(found.get(key)));
    },
  };
}

function countsIn(item: Item = {}): Map<number, number> {
  return new Map(
    Object.entries(item).flatMap(([name, value]) =>
      name.startsWith(BUCKET) ? [[Number(name.slice(BUCKET.length)), Number(value.N)] as const] : [],
    ),
  );
}
