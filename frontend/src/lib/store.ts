import { useSyncExternalStore } from 'react';

export type Store<State> = {
  get(): State;
  set(next: State | ((state: State) => State)): void;
  subscribe(listener: () => void): () => void;
};

/** `device`: shared by all tabs, outlives them. `tab`: this tab only, outlives reloads. */
export type Area = 'device' | 'tab';

const storageOf = (area: Area) => (area === 'device' ? localStorage : sessionStorage);
/** Begins the name of everything that this site stores. */
export const PREFIX = 'pixel-prompt.';
const fullKey = (key: string) => PREFIX + key;

/** What is stored under a key, or `undefined`: storage may be empty, blocked, or hold anything. */
export function readStored(key: string, area: Area): unknown {
  try {
    const text = storageOf(area).getItem(fullKey(key));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Stores a value; if storage is full or blocked, the value lives as long as the page. */
export function writeStored(key: string, area: Area, value: unknown): void {
  try {
    storageOf(area).setItem(fullKey(key), JSON.stringify(value));
  } catch {
    // Nothing depends on it but the next visit.
  }
}

const resolve = <State>(next: State | ((state: State) => State), state: State): State =>
  typeof next === 'function' ? (next as (state: State) => State)(state) : next;

/** A small piece of state that lives as long as the page. */
export function createState<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      state = resolve(next, state);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * A small piece of state that outlives the page where the browser allows it.
 * @param parse turns whatever is stored, or `undefined`, into a state; must accept anything
 */
export function createStore<State>(
  key: string,
  parse: (stored: unknown) => State,
  area: Area = 'device',
): Store<State> {
  const read = () => parse(readStored(key, area));
  const { get, set, subscribe } = createState(read());
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key === fullKey(key) || event.key === null) set(read());
  });
  return {
    get,
    set(next) {
      const state = resolve(next, get());
      writeStored(key, area, state);
      set(state);
    },
    subscribe,
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
