import { sessionState } from './session.ts';
import { asObject, createStore, readStored, useStore } from './store.ts';

const KEY = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in base64url. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const parseKey = (stored: unknown) => (typeof stored === 'string' && KEY.test(stored) ? stored : '');
/** Made in this browser and kept in it: whoever has it may cancel, retry and delete the runs that were started with it. */
const keyStore = createStore<string>('run-key', parseKey);

let madeHere = '';

/** The key of the runs of this browser. */
export function runKey(): string {
  if (keyStore.get() === '') {
    // Another tab may have made it a moment ago, and its news be on the way.
    const known = parseKey(readStored('run-key', 'device'));
    if (known === '') madeHere = newKey();
    keyStore.set(known || madeHere);
  }
  return keyStore.get();
}

/** Keys of runs that another browser has handed over, by the ids of the runs. */
const takenKeys = createStore<Record<string, unknown>>('taken-keys', asObject);

/** The key of a run of one's own, wherever it was started. */
export const runKeyOf = (jobId: string): string => parseKey(takenKeys.get()[jobId]) || runKey();

/** Takes a run over that the address hands over, and takes the key out of the address. */
export function takeRun(): void {
  const [, jobId, key] = /^\/r\/([\w-]{36})#k=([\w-]{43})$/.exec(location.pathname + location.hash) ?? [];
  if (!jobId) return;
  takenKeys.set((keys) => ({ ...keys, [jobId]: key }));
  rememberRun(jobId);
  history.replaceState(null, '', location.pathname + location.search);
}

/** Whether a run was ever started in this browser. */
export const hasRunKey = () => keyStore.get() !== '';

/** Whether runs may have been started in this browser before this page was opened. */
export const mayHaveOlderRuns = () => hasRunKey() && keyStore.get() !== madeHere;

/** What the API may know of the key; `undefined` on plain http addresses, where browsers keep hashing away. */
export async function runKeyHash(): Promise<string | undefined> {
  if (!crypto.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(runKey()));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const MOST_RUNS = 500;

/** Ids of the runs that were started with this browser's key, the newest first. */
export const ownRuns = createStore<readonly string[]>('own-runs', (stored) =>
  Array.isArray(stored) ? stored.filter((id) => typeof id === 'string').slice(0, MOST_RUNS) : [],
);

/** Whether a run is this browser's, or that of whoever is signed in, to change; admins may change any. */
export function useIsOwn(jobId: string | undefined): boolean {
  const isAdmin = useStore(sessionState) === 'admin';
  const isOwn = useStore(ownRuns, (ids) => jobId !== undefined && ids.includes(jobId));
  return isOwn || (isAdmin && jobId !== undefined);
}

export function rememberRun(jobId: string): void {
  if (ownRuns.get().includes(jobId)) return;
  ownRuns.set((ids) => [jobId, ...ids.filter((id) => id !== jobId)].slice(0, MOST_RUNS));
}

export function forgetRun(jobId: string): void {
  ownRuns.set((ids) => ids.filter((id) => id !== jobId));
  takenKeys.set(({ [jobId]: _gone, ...others }) => others);
}
