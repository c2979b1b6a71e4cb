import { asObject, createStore } from './store.ts';

const KEPT = 7;

/** How long each model took lately on this device, in milliseconds, newest first; keyed by model id. */
export const timesStore = createStore<Readonly<Record<string, readonly number[]>>>('times', (stored) => {
  const entries = Object.entries(asObject(stored)).map(([modelId, times]) => [
    modelId,
    Array.isArray(times) ? times.filter((time) => typeof time === 'number' && time >= 0).slice(0, KEPT) : [],
  ]);
  return Object.fromEntries(entries);
});

export function learnTime(modelId: string, durationMs: number): void {
  timesStore.set((times) => ({
    ...times,
    [modelId]: [durationMs, ...(times[modelId] ?? [])].slice(0, KEPT),
  }));
}
