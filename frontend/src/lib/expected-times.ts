import type { ModelEntry } from '../../../src/contract/index.ts';
import { medianTime } from './median-time.ts';
import { asObject, createStore, useStore } from './store.ts';

const KEPT = 7;

/** How long each model took lately on this device, in milliseconds, newest first; keyed by model id. */
export const timesStore = createStore<Readonly<Record<string, readonly number[]>>>('times', (stored) => {
  const entries = Object.entries(asObject(stored)).map(([modelId, times]) => [
    modelId,
    Array.isArray(times) ? times.filter((time) => typeof time === 'number' && time >= 0).slice(0, KEPT) : [],
  ]);
  return Object.fromEntries(entries);
});

/** The median of each model over everybody's pictures, as the API last told it. */
const everybodysStore = createStore<Readonly<Record<string, number>>>('everybodys-times', (stored) =>
  Object.fromEntries(
    Object.entries(asObject(stored)).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  ),
);

export function learnTime(modelId: string, durationMs: number): void {
  timesStore.set((times) => ({
    ...times,
    [modelId]: [durationMs, ...(times[modelId] ?? [])].slice(0, KEPT),
  }));
}

/** Keeps what `GET /models` says. */
export function learnEverybodysTimes(models: readonly Pick<ModelEntry, 'id' | 'usualMs'>[]): void {
  everybodysStore.set(
    Object.fromEntries(models.flatMap(({ id, usualMs }) => (usualMs ? [[id, usualMs.median]] : []))),
  );
}

/** How long a model usually takes, in milliseconds: lately on this device, or else for everybody. */
export function usualTime(modelId: string): number | undefined {
  return medianTime(timesStore.get()[modelId]) ?? everybodysStore.get()[modelId];
}

export function useUsualTime(modelId: string): number | undefined {
  const own = useStore(timesStore, (times) => times[modelId]);
  const everybodys = useStore(everybodysStore, (times) => times[modelId]);
  return medianTime(own) ?? everybodys;
}
