import { createStore } from '../lib/store.ts';

const landsOnRun = () => globalThis.location?.pathname.startsWith('/r/') ?? false;

/** Whether the composer is folded beside a run. A tab that begins with somebody's run shows its pictures first. */
export const foldStore = createStore<boolean>(
  'folded',
  (stored) => (typeof stored === 'boolean' ? stored : landsOnRun()),
  'tab',
);
