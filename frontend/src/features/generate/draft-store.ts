import { createContext, use, useMemo } from 'react';
import { asObject, createStore, readStored, useStore, writeStored } from '../../lib/store.ts';
import { type Draft, parseDraft } from './draft.ts';
import { remember } from './history.ts';

/** A draft with what it replaced, so that nothing typed is lost. */
export type DraftState = { draft: Draft; past: readonly Draft[]; future: readonly Draft[] };

/** Where a draft belongs: to the page without a run, or to a run, whose page shows it. */
export type DraftPlace = 'new' | string;

const KEPT_PLACES = 30;
const KEPT_STEPS = 20;

type Drafts = Readonly<Record<DraftPlace, DraftState>>;

function parseDrafts(stored: unknown): Drafts {
  const places = Object.entries(asObject(stored)).map(([place, state]) => {
    const { draft, past, future } = asObject(state);
    const list = (value: unknown) => (Array.isArray(value) ? value.map(parseDraft) : []);
    return [place, { draft: parseDraft(draft), past: list(past), future: list(future) }] as const;
  });
  return Object.fromEntries(places);
}

/** Each tab has its own drafts, one for each place, so that neither tabs nor runs overwrite each other's words. */
const draftStore = createStore('drafts', parseDrafts, 'tab');

const LATEST = 'draft';
const fresh = (draft: Draft): DraftState => ({ draft, past: [], future: [] });
/** A new tab begins where the last one on this device was. */
let latest = fresh(parseDraft(readStored(LATEST, 'device')));
draftStore.subscribe(() => {
  latest = fresh(parseDraft(readStored(LATEST, 'device')));
});

const stateAt = (drafts: Drafts, place: DraftPlace) => drafts[place] ?? latest;

function update(place: DraftPlace, change: (state: DraftState) => DraftState): void {
  const next = change(stateAt(draftStore.get(), place));
  writeStored(LATEST, 'device', next.draft);
  draftStore.set(({ [place]: _before, ...others }) => {
    const kept = Object.entries(others).slice(1 - KEPT_PLACES);
    return { ...Object.fromEntries(kept), [place]: next };
  });
}

/** Changes what was typed or chosen. */
export function changeDraft(place: DraftPlace, change: Partial<Draft>): void {
  update(place, (state) => ({ ...state, draft: { ...state.draft, ...change } }));
}

/** Replaces words that were typed; `undoDraft` brings them back, and so does the history. */
export function replaceDraft(place: DraftPlace, change: Partial<Draft>): void {
  update(place, ({ draft, past }) => {
    const words = draft.prompt.trim();
    if (words !== '' && change.prompt !== undefined && change.prompt !== draft.prompt) remember(words);
    return { draft: { ...draft, ...change }, past: [...past, draft].slice(-KEPT_STEPS), future: [] };
  });
}

export function undoDraft(place: DraftPlace): void {
  update(place, (state) => {
    const draft = state.past.at(-1);
    if (!draft) return state;
    return { draft, past: state.past.slice(0, -1), future: [...state.future, state.draft] };
  });
}

export function redoDraft(place: DraftPlace): void {
  update(place, (state) => {
    const draft = state.future.at(-1);
    if (!draft) return state;
    return { draft, past: [...state.past, state.draft], future: state.future.slice(0, -1) };
  });
}

/** Gives a place its first draft; one that is there stays. */
export function seedDraft(place: DraftPlace, draft: Draft): void {
  if (draftStore.get()[place] === undefined)
    draftStore.set((drafts) => ({ ...drafts, [place]: fresh(draft) }));
}

export function draftAt(place: DraftPlace): Draft {
  return stateAt(draftStore.get(), place).draft;
}

/** The place whose draft the composer shows. */
export const DraftPlaceContext = createContext<DraftPlace>('new');

/** The draft of the current place, and how to change it. */
export function useDraft() {
  const place = use(DraftPlaceContext);
  const { draft, past, future } = useStore(draftStore, (drafts) => stateAt(drafts, place));
  const changes = useMemo(
    () => ({
      change: (change: Partial<Draft>) => changeDraft(place, change),
      replace: (change: Partial<Draft>) => replaceDraft(place, change),
      undo: () => undoDraft(place),
      redo: () => redoDraft(place),
    }),
    [place],
  );
  return { place, draft, canUndo: past.length > 0, canRedo: future.length > 0, ...changes };
}
