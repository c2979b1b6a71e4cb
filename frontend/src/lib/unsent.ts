import { useEffect, useRef } from 'react';
import { asObject, createStore } from './store.ts';

const KEPT_PLACES = 20;

/** The newest last. */
const unsentStore = createStore('unsent', asObject, 'tab');

/**
 * What somebody has typed or drawn in a form of this tab without sending it: it outlives the form, other pages and reloads.
 * @param place which form, about what
 * @returns whatever was kept, or `undefined`
 */
export const unsentAt = (place: string): unknown => unsentStore.get()[place];

export function keepUnsent(place: string, value: unknown): void {
  unsentStore.set(({ [place]: _before, ...others }) => ({
    ...Object.fromEntries(Object.entries(others).slice(1 - KEPT_PLACES)),
    [place]: value,
  }));
}

/** It has been sent. */
export function forgetUnsent(place: string): void {
  unsentStore.set(({ [place]: _sent, ...others }) => others);
}

/** Keeps what a form holds, from the first change on. @param value of JSON */
export function useKeepUnsent(place: string, value: unknown): void {
  const text = JSON.stringify(value);
  const untouched = useRef<string | undefined>(text);
  useEffect(() => {
    if (text === untouched.current) return;
    untouched.current = undefined;
    keepUnsent(place, JSON.parse(text));
  }, [place, text]);
}
