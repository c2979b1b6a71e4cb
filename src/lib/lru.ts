/** A map that forgets what was not used for longest once it holds more than `limit` entries. */
export interface Lru<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

export function lru<T>(limit: number): Lru<T> {
  const entries = new Map<string, T>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
  };
}
