import { asObject, createStore } from '../../lib/store.ts';
import { type Draft, parseDraft } from './draft.ts';

/** Models with settings under a name, on this device. */
export type SavedSet = { name: string; draft: Omit<Draft, 'prompt'> };

function parseSet(stored: unknown): SavedSet[] {
  const { name, draft } = asObject(stored);
  if (typeof name !== 'string' || name === '') return [];
  const { prompt: _prompt, ...settings } = parseDraft(draft);
  return [{ name, draft: settings }];
}

export const setStore = createStore<readonly SavedSet[]>('sets', (stored) =>
  Array.isArray(stored) ? stored.flatMap(parseSet) : [],
);

/** Saves a set; one with the same name is replaced. */
export function saveSet(name: string, { prompt: _prompt, ...draft }: Draft): void {
  setStore.set((sets) => [...sets.filter((each) => each.name !== name), { name, draft }]);
}

export function removeSet(name: string): void {
  setStore.set((sets) => sets.filter((each) => each.name !== name));
}
