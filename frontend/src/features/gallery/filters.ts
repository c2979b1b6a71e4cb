import { ASPECT_RATIOS } from '../../../../src/contract/constants.ts';
import { fold } from '../../../../src/contract/fold.ts';
import type { AspectRatio, GalleryEntry } from '../../../../src/contract/index.ts';

/** What the list is narrowed to. It stands in the address, so that Back and a link bring it again. */
export type Filters = {
  text: string;
  /** Name of a model; empty for any. */
  model: string;
  shape: AspectRatio | '';
  starred: boolean;
  /** Only runs of this browser, those without a picture included. */
  mine: boolean;
  /** Days as this device counts them, `2026-11-20`. */
  from: string;
  to: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What is drawn where no shape was asked for. */
const DEFAULT_SHAPE = '1:1';
/** Text that was copied from a messenger has them unseen, and the API takes none. */
const DIRECTION_SIGNS = /[\u202a-\u202e\u2066-\u2069]/g;
/** The API takes no longer words. */
const LONGEST_TEXT = 200;
const LONGEST_MODEL = 100;

export function filtersFrom(search: URLSearchParams): Filters {
  const day = (name: string) => {
    const value = search.get(name) ?? '';
    return DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : '';
  };
  return {
    text: (search.get('q') ?? '').slice(0, LONGEST_TEXT),
    model: (search.get('model') ?? '').slice(0, LONGEST_MODEL),
    shape: ASPECT_RATIOS.find((shape) => shape === search.get('shape')) ?? '',
    starred: search.get('starred') === '1',
    mine: search.get('mine') === '1',
    from: day('from'),
    to: day('to'),
  };
}

export function searchOf({ text, model, shape, starred, mine, from, to }: Filters): string {
  const on = (flag: boolean) => (flag ? '1' : '');
  return searchFrom({ q: text, model, shape, starred: on(starred), mine: on(mine), from, to });
}

export const isFiltering = ({ text, model, shape, from, to }: Filters) =>
  text.trim() !== '' || model !== '' || shape !== '' || from !== '' || to !== '';

/** The same for `GET /gallery/list`, which counts days in UTC, and so gets times. */
export function queryOf({ text, model, shape, from, to }: Filters): string {
  const time = (day: string, clock: string) => (day === '' ? '' : new Date(`${day}T${clock}`).toISOString());
  return searchFrom({
    q: text.replace(DIRECTION_SIGNS, '').trim(),
    model,
    aspectRatio: shape,
    from: time(from, '00:00:00'),
    to: time(to, '23:59:59.999'),
  });
}

function searchFrom(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();
}

type Searched = Pick<GalleryEntry, 'prompt' | 'timestamp' | 'models' | 'aspectRatio'>;

/** Whether a run that this page holds matches, as the API decides it for all others. */
export function matches({ text, model, shape, from, to }: Filters, run: Searched): boolean {
  const made = Date.parse(run.timestamp);
  const day = (value: string, time: string) => Date.parse(`${value}T${time}`);
  return (
    fold(run.prompt).includes(fold(text)) &&
    (model === '' || run.models?.some(({ name }) => fold(name) === fold(model)) === true) &&
    (shape === '' || (run.models !== undefined && (run.aspectRatio ?? DEFAULT_SHAPE) === shape)) &&
    (from === '' || made >= day(from, '00:00:00')) &&
    (to === '' || made <= day(to, '23:59:59.999'))
  );
}
