import type { GalleryEntry } from '../../../../src/contract/index.ts';

/** What the list is narrowed to. It stands in the address, so that Back and a link bring it again. */
export type Filters = { text: string; starred: boolean; from: string; to: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function filtersFrom(search: URLSearchParams): Filters {
  const day = (name: string) => {
    const value = search.get(name) ?? '';
    return DAY.test(value) ? value : '';
  };
  return {
    text: search.get('q') ?? '',
    starred: search.get('starred') === '1',
    from: day('from'),
    to: day('to'),
  };
}

export function searchOf({ text, starred, from, to }: Filters): string {
  const search = new URLSearchParams();
  if (text !== '') search.set('q', text);
  if (starred) search.set('starred', '1');
  if (from !== '') search.set('from', from);
  if (to !== '') search.set('to', to);
  return search.toString();
}

export const isFiltering = ({ text, from, to }: Filters) => text.trim() !== '' || from !== '' || to !== '';

type Dated = Pick<GalleryEntry, 'prompt' | 'timestamp'>;

/** Whether a run matches: its prompt contains the text, and it was made on one of the days, as this device counts them. */
export function matches({ text, from, to }: Filters, { prompt, timestamp }: Dated): boolean {
  const made = Date.parse(timestamp);
  const day = (value: string, time: string) => Date.parse(`${value}T${time}`);
  return (
    prompt.toLowerCase().includes(text.trim().toLowerCase()) &&
    (from === '' || made >= day(from, '00:00:00')) &&
    (to === '' || made <= day(to, '23:59:59.999'))
  );
}

/** Whether older runs cannot match any more, because all of them were made before the first day. */
export function isPast({ from }: Filters, oldest: string | undefined): boolean {
  return from !== '' && oldest !== undefined && Date.parse(oldest) < Date.parse(`${from}T00:00:00`);
}
