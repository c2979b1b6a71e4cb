import { SESSION_KEY } from './session.ts';
import { PREFIX } from './store.ts';

/** Of the device, not of a person. */
const OF_DEVICE = ['preferences', 'model-order', 'view', 'folded', 'times', 'everybodys-times'];
/** Whoever stays here is still signed in, still who they are, and still has the runs that others have handed over. */
const OF_WHO_STAYS = [SESSION_KEY, 'person', 'run-key', 'own-runs', 'taken-keys'];

/** Removes everything that this browser keeps of a person: words, runs, stars and the session. */
export const forgetPerson = (): void => forgetAllBut(OF_DEVICE);

/** Removes the words, stars, drafts and marks of a person who goes on. */
export const forgetWords = (): void => forgetAllBut([...OF_DEVICE, ...OF_WHO_STAYS]);

function forgetAllBut(kept: readonly string[]): void {
  const keptKeys = kept.map((name) => PREFIX + name);
  for (const storage of storages()) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(PREFIX) && !keptKeys.includes(key)) storage.removeItem(key);
    }
  }
  // Browsers tell other tabs of it, not this one.
  dispatchEvent(new StorageEvent('storage', { key: null }));
}

/** Those that the browser allows. */
export function storages(): Storage[] {
  return (['localStorage', 'sessionStorage'] as const).flatMap((name) => {
    try {
      return [globalThis[name]];
    } catch {
      return [];
    }
  });
}
