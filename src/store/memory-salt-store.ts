import type { SaltStore } from './salt-store.ts';

/** Salts in this process. */
export function memorySaltStore(): SaltStore {
  const salts = new Map<string, string>();
  return {
    async take(key, proposed) {
      const salt = salts.get(key) ?? proposed;
      salts.set(key, salt);
      return salt;
    },
    find: async (key) => salts.get(key),
  };
}
