import { useSyncExternalStore } from 'react';

export type Store<State> = {
  get(): State;
  set(next: State | ((state: State) => State)): void;
  subscribe(listener: () => void): () => void;
};

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the value then lives as long as the page.
  }
}

/**
 * A small piece of state that outlives the page where the browser allows it and that all tabs share.
 * `parse` turns whatever is stored, or `undefined`, into a state; it must accept anything.
 */
export function createStore<State>(key: string, parse: (stored: unknown) => State): Store<State> {
  const fullKey = `pixel-prompt.${key}`;
  let state = parse(read(fullKey));
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== fullKey && event.key !== null) return;
    state = parse(read(fullKey));
    notify();
  });
  return {
    get: () => state,
    set(next) {
      state = typeof next === 'function' ? (next as (state: State) => State)(state) : next;
      write(fullKey, state);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reads a store, or the part of it that `select` returns; the part must be a stable value. */
export function useStore<State>(store: Store<State>): State;
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part;
export function useStore<State, Part>(store: Store<State>, select?: (state: State) => Part): State | Part {
  return useSyncExternalStore(store.subscribe, () => (select ? select(store.get()) : store.get()));
}

/** Narrows what came out of storage; everything that is not a plain object counts as empty. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
