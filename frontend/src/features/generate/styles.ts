import { asObject, createStore } from '../../lib/store.ts';

/** Words that are added to a prompt under a short name. */
export type Style = { name: string; words: string };

/** What every device begins with; their names are in the languages. */
const GIVEN: readonly Style[] = [
  { name: 'photo', words: '35 mm photograph, natural light' },
  { name: 'watercolour', words: 'watercolour on rough paper' },
  { name: 'ink', words: 'ink drawing, fine hatching' },
  { name: 'oil', words: 'oil painting, visible brush strokes' },
  { name: 'print', words: 'risograph print, two colours' },
  { name: 'clay', words: 'clay model, studio light' },
];

function parseStyle(stored: unknown): Style[] {
  const { name, words } = asObject(stored);
  return typeof name === 'string' && typeof words === 'string' && name !== '' && words !== ''
    ? [{ name, words }]
    : [];
}

/** The styles of this device; those that every device begins with can be removed. */
export const styleStore = createStore<readonly Style[]>('styles', (stored) =>
  Array.isArray(stored) ? stored.flatMap(parseStyle) : GIVEN,
);

export function saveStyle(style: Style): void {
  styleStore.set((styles) => [...styles.filter((each) => each.name !== style.name), style]);
}

export function removeStyle(name: string): void {
  styleStore.set((styles) => styles.filter((each) => each.name !== name));
}

/** The words of the chosen styles, as they are added to the prompt. */
export function styleWords(chosen: readonly string[], styles: readonly Style[] = styleStore.get()): string {
  return styles
    .filter((style) => chosen.includes(style.name))
    .map((style) => style.words)
    .join(', ');
}

/** Signs that turn the direction of text unseen: messengers copy them along, and the API refuses them. */
const DIRECTION_SIGNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The prompt with the words of the chosen styles, as it is sent. */
export function withStyles(prompt: string, chosen: readonly string[]): string {
  const words = styleWords(chosen);
  const text = prompt.replace(DIRECTION_SIGNS, '').trim();
  return words === '' || text === '' ? text : `${text.replace(/[\s,.]+$/, '')}, ${words}`;
}
