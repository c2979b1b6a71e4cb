import type { KnownModelsDocument, KnownModelsStore } from '../store/known-models-store.ts';
import { tableKeys } from '../store/table-keys.ts';
import { dynamoTable, type TableOptions } from './dynamo-table.ts';

/** One item without an expiry: a kilobyte for a few models. */
export function dynamoKnownModelsStore(options: TableOptions): KnownModelsStore {
  const items = dynamoTable(options);
  return {
    async read() {
      const item = await items.get(tableKeys.knownModels());
      const text = item?.models?.S;
      if (text === undefined) return undefined;
      return {
        checkedAtMs: Number(item?.checkedAt?.N),
        models: JSON.parse(text) as KnownModelsDocument['models'],
      };
    },
    async write({ checkedAtMs, models }) {
      await items.update(tableKeys.knownModels(), {
        UpdateExpression: 'SET #models = :models, #checkedAt = :checkedAt',
        ExpressionAttributeNames: { '#models': 'models', '#checkedAt': 'checkedAt' },
        ExpressionAttributeValues: {
          ':models': { S: JSON.stringify(models) },
          ':checkedAt': { N: String(checkedAtMs) },
        },
      });
    },
  };
}
