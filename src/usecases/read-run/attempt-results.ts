import type { Result } from '../../contract/index.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { AddressOf } from '../picture-addresses.ts';
import { blindResults } from './blind-results.ts';
import { endByClock } from './job-clock.ts';
import { publicResult } from './public-result.ts';
import type { Attempt, Run } from './read-run.ts';

/** The results of one job of a run, as clients see them. */
export interface JobResults {
  /** One per picture that was asked for. */
  results: Result[];
  /** Pictures that arrived after their attempts were closed. */
  late: Result[];
  /** When nothing about the job changes any more; null until then. */
  endedAt: string | null;
}

/**
 * @param number place of the job in the run: 1 for the run itself, then its follow-ups
 * @param now milliseconds since the epoch
 */
export function resultsOf(run: Run, number: number, now: number, addressOf: AddressOf): JobResults {
  const { job, attempts, late, endedAt, isBlind = false } = run;
  const numbered = (result: Result): Result => ({ ...result, index: result.index ?? 0, attempt: number });
  if (isBlind) {
    return { results: blindResults(run, addressOf).map(numbered), late: [], endedAt: endedAt ?? null };
  }
  const results = attempts.map((attempt) => numbered(resultOf(job, attempt, now, addressOf)));
  return {
    results,
    late: late.map((result) => numbered(publicResult(result, addressOf))),
    endedAt: endedAt ?? endOfOldRun(job, results),
  };
}

/**
 * What is shown of a run: for each picture that was asked for its newest good one; without one, how its newest attempt stands, and one
 * that may still succeed before one that has failed.
 * @param jobs the run itself, then its follow-ups, the oldest first
 */
export function shownResults([root, ...followUps]: readonly [JobResults, ...JobResults[]]): Result[] {
  return root.results.map((first) => {
    const ofModel = [first, ...followUps.flatMap(({ results }) => results.filter(isOf(first)))].reverse();
    return (
      ofModel.find(({ status }) => status === 'completed') ??
      ofModel.find(({ status }) => status !== 'failed') ??
      ofModel[0] ??
      first
    );
  });
}

const isOf =
  ({ modelId, index }: Result) =>
  (other: Result) =>
    other.modelId === modelId && other.index === index;

function resultOf(job: JobDocument, attempt: Attempt, now: number, addressOf: AddressOf): Result {
  const { model, index, claim, result } = attempt;
  if (result !== undefined) return publicResult(result, addressOf);
  const ended = job.version === undefined ? endByClock(job, model, claim, now) : undefined;
  if (ended !== undefined) return ended;
  const identity = { model: model.name, modelId: model.id, provider: model.provider, index };
  return claim === undefined
    ? { ...identity, status: 'pending' }
    : { ...identity, status: 'in_progress', startedAt: claim.startedAt };
}

/** Runs of versions without a sweeper end with their last result; newer ones when that is stored. */
function endOfOldRun({ version }: JobDocument, results: readonly Result[]): string | null {
  if (version !== undefined) return null;
  const ends = results.map((result) => ('completedAt' in result ? result.completedAt : undefined));
  return ends.includes(undefined) ? null : (ends.sort().at(-1) ?? null);
}
