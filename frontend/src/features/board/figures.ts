import type { Result, StatusResponse } from '../../../../src/contract/index.ts';
import { quantile } from './statistics/interval.ts';

/** What the runs of a list tell of one model beside its pictures' looks. */
export interface Figures {
  /** Pictures that it was asked for, and that it could have drawn. */
  asked: number;
  pictures: number;
  /** It, or its vendor, would not draw that. */
  refused: number;
  failed: number;
  /** All that was paid, failures included, by the pictures there are; absent where a picture's cost is not known. */
  usdPerPicture?: number;
  /** Milliseconds of first attempts. */
  times: { count: number; median?: number; p90?: number };
}

const REFUSALS: ReadonlySet<string> = new Set([
  'PROMPT_REFUSED',
  'REFERENCE_REFUSED',
  'INPUT_REFUSED',
  'IMAGE_REFUSED',
]);
/** Nobody asked the model. */
const NOT_ASKED: ReadonlySet<string> = new Set(['CANCELLED', 'NOT_STARTED']);
/** Of fewer times, the slowest tenth is hardly one. */
const LEAST_FOR_P90 = 10;

export type Ending = 'picture' | 'refused' | 'failed' | 'not_asked';

/** How one picture of a run ended; nothing before it did. */
export function endingOf(result: Result): Ending | undefined {
  if (result.status === 'completed') return 'picture';
  if (result.status !== 'failed') return undefined;
  if (NOT_ASKED.has(result.error.code)) return 'not_asked';
  return REFUSALS.has(result.error.code) ? 'refused' : 'failed';
}

/** What each model of these runs cost and took, by its id. */
export function figuresOf(runs: readonly Pick<StatusResponse, 'results'>[]): Map<string, Figures> {
  const byModel = Map.groupBy(
    runs.flatMap(({ results }) => results),
    ({ modelId }) => modelId,
  );
  return new Map([...byModel].map(([model, results]) => [model, figuresOfModel(results)]));
}

function figuresOfModel(results: readonly Result[]): Figures {
  // What came after its attempt was closed is nothing that was asked for.
  const asked = results.filter((result) => !('late' in result && result.late));
  const endings = asked.map(endingOf);
  const count = (ending: Ending) => endings.filter((each) => each === ending).length;
  const pictures = asked.filter((result) => result.status === 'completed');
  const costs = asked.map((result) => ('costUsd' in result ? (result.costUsd ?? 0) : 0));
  const isKnown = pictures.length > 0 && pictures.every(({ costUsd }) => costUsd !== undefined);
  const times = pictures
    .filter(({ attempt = 1 }) => attempt === 1)
    .map(({ durationMs }) => durationMs)
    .toSorted((a, b) => a - b);
  return {
    asked: count('picture') + count('refused') + count('failed'),
    pictures: pictures.length,
    refused: count('refused'),
    failed: count('failed'),
    ...(isKnown && { usdPerPicture: costs.reduce((sum, cost) => sum + cost, 0) / pictures.length }),
    times: {
      count: times.length,
      ...(times.length > 0 && { median: quantile(times, 0.5) }),
      ...(times.length >= LEAST_FOR_P90 && { p90: quantile(times, 0.9) }),
    },
  };
}
