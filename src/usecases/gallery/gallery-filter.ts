import { fold } from '../../contract/fold.ts';
import type { GalleryListQuery } from '../../contract/index.ts';
import type { GalleryDocument } from '../../store/documents.ts';

/** An entry with what those of versions before do not hold. */
export type WholeEntry = GalleryDocument & Required<Pick<GalleryDocument, 'models'>>;

/** Which runs a request wants to see. */
export interface GalleryFilter {
  /** When the oldest run that is wanted was made, in milliseconds since the epoch. */
  notBefore: number;
  /** Runs made at this moment or later are not wanted; `undefined` for no limit. */
  before: number | undefined;
  /** Whether entries must be read to know which runs are wanted. */
  readsEntries: boolean;
  /** Whether their models and shapes must be known. */
  readsModels: boolean;
  matches(entry: WholeEntry): boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is drawn where no shape was asked for. */
const DEFAULT_SHAPE = '1:1';

export function galleryFilter({ q = '', model, aspectRatio, from, to }: GalleryListQuery): GalleryFilter {
  const text = fold(q);
  const name = model === undefined ? undefined : fold(model);
  const readsModels = name !== undefined || aspectRatio !== undefined;
  const hasModel = ({ models }: WholeEntry) =>
    name === undefined || models.some((each) => each.id === model || fold(each.name) === name);
  const hasShape = (entry: WholeEntry) =>
    aspectRatio === undefined || (entry.aspectRatio ?? DEFAULT_SHAPE) === aspectRatio;
  return {
    notBefore: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    before: to === undefined ? undefined : endOf(to),
    readsEntries: text !== '' || readsModels,
    readsModels,
    matches: (entry) =>
      [entry.prompt, entry.title ?? ''].some((words) => fold(words).includes(text)) &&
      hasModel(entry) &&
      hasShape(entry),
  };
}

/** The first moment that is no longer wanted: a day is wanted to its end, a time to its millisecond. */
const endOf = (to: string) => Date.parse(to) + (to.includes('T') ? 1 : DAY_MS);
