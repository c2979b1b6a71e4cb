import { asObject, createStore } from './store.ts';
import { showToast } from './toasts.ts';

/** A picture that is marked for comparison, with what is needed to show it wherever its run is. */
export type Mark = {
  /** Job and model: see `markKey`. */
  key: string;
  model: string;
  prompt: string;
  imageUrl: string;
  thumbnailUrl: string;
  width: number;
  height: number;
};

export const MOST_MARKS = 20;

function parseMark(stored: unknown): Mark[] {
  const { key, model, prompt, imageUrl, thumbnailUrl, width, height } = asObject(stored);
  const texts = [key, model, prompt, imageUrl, thumbnailUrl];
  return texts.every((each) => typeof each === 'string') && Number(width) > 0 && Number(height) > 0
    ? [stored as Mark]
    : [];
}

/** The pictures in the compare tray: of any run, kept while the tab is open. */
export const markStore = createStore<readonly Mark[]>(
  'marks',
  (stored) => (Array.isArray(stored) ? stored.flatMap(parseMark) : []),
  'tab',
);

/** Adds a picture, or removes it if it is there; says so if there are too many. */
export function toggleMark(mark: Mark, full: string): void {
  const marks = markStore.get();
  if (marks.some((each) => each.key === mark.key)) removeMark(mark.key);
  else if (marks.length >= MOST_MARKS) showToast({ kind: 'info', text: full });
  else markStore.set([...marks, mark]);
}

export function removeMark(key: string): void {
  markStore.set((marks) => marks.filter((each) => each.key !== key));
}
