import { createStore } from '../../lib/store.ts';

const KEPT = 100;

/** Prompts that were drawn or replaced on this device, newest first. */
export const historyStore = createStore<readonly string[]>('history', (stored) =>
  Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string').slice(0, KEPT) : [],
);

export function remember(prompt: string): void {
  historyStore.set((entries) => [prompt, ...entries.filter((entry) => entry !== prompt)].slice(0, KEPT));
}

export function forget(prompt: string): void {
  historyStore.set((entries) => entries.filter((entry) => entry !== prompt));
}

export function forgetAll(): void {
  historyStore.set([]);
}
