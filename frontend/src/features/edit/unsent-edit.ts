import { asObject } from '../../lib/store.ts';
import { unsentAt } from '../../lib/unsent.ts';
import type { Marking, Stroke } from './marking.ts';
import type { Edit } from './source.ts';

/** What was chosen, typed and drawn in the dialog. */
export type UnsentEdit = {
  prompt: string;
  operation: string;
  /** Ids of models that shall not draw. */
  left: string[];
  /** Of a picture of a run alone: another file may have another size. */
  marking?: Marking | undefined;
  margins?: Record<'left' | 'right' | 'top' | 'bottom', number> | undefined;
};

/** Where it is kept: by the picture that is worked on, and by the run that is changed again. Files have one place. */
export function placeOf({ sources, again }: Edit): string {
  const pictures = sources.map((source) =>
    'picture' in source
      ? `${source.picture.jobId} ${source.picture.modelId} ${source.picture.index}`
      : 'file',
  );
  return ['edit', again ?? '', ...pictures].join(' ');
}

/** What was not sent, of which everything may be missing. */
export function unsentEditAt(place: string): Partial<UnsentEdit> {
  const { prompt, operation, left, marking, margins } = asObject(unsentAt(place));
  return {
    ...(typeof prompt === 'string' && { prompt }),
    ...(typeof operation === 'string' && { operation }),
    ...(Array.isArray(left) && { left: left.map(String) }),
    ...(marking !== undefined && { marking: markingFrom(marking) }),
    ...(margins !== undefined && { margins: marginsFrom(margins) }),
  };
}

function markingFrom(stored: unknown): Marking {
  const { everything, strokes } = asObject(stored);
  return {
    everything: everything === true,
    strokes: Array.isArray(strokes) ? strokes.map(strokeFrom) : [],
  };
}

function strokeFrom(stored: unknown): Stroke {
  const { erases, size, points } = asObject(stored);
  const pairs = Array.isArray(points) ? points.filter(Array.isArray) : [];
  return {
    erases: erases === true,
    size: Number(size) || 1,
    points: pairs.map(([x, y]) => [Number(x) || 0, Number(y) || 0] as const),
  };
}

function marginsFrom(stored: unknown) {
  const { left, right, top, bottom } = asObject(stored);
  return {
    left: Number(left) || 0,
    right: Number(right) || 0,
    top: Number(top) || 0,
    bottom: Number(bottom) || 0,
  };
}
