import type { TimesStore } from './times-store.ts';

/** Times in this process. */
export function memoryTimesStore(): TimesStore {
  const items = new Map<string, Map<number, number>>();
  return {
    async count(key, bucket) {
      const item = items.get(key) ?? new Map<number, number>();
      item.set(bucket, (item.get(bucket) ?? 0) + 1);
      items.set(key, item);
    },
    async read(keys) {
      return keys.map((key) => new Map(items.get(key)));
    },
  };
}
