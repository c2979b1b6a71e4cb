import { sumUsd } from '../../contract/estimate.ts';
import { isJobId } from '../../contract/generated/validators.js';
import type { JobStatus, Result, StatusResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { JobDocument } from '../../store/documents.ts';
import { endByClock } from './job-clock.ts';
import { publicResult } from './public-result.ts';
import { type Attempt, type ReadRunTools, readRun } from './read-run.ts';

export interface GetStatusTools extends ReadRunTools {
  clock: Pick<Clock, 'now'>;
  imageBaseUrl: string;
}

/**
 * How far each model of a run is. What is told as final is stored: an attempt without a result is running, however long
 * that takes.
 */
export function getStatus(tools: GetStatusTools) {
  /** @throws RequestError JOB_NOT_FOUND, for a malformed id too */
  return async (jobId: string): Promise<StatusResponse> => {
    const run = isJobId(jobId) ? await readRun(tools, jobId) : undefined;
    if (run === undefined) throw jobNotFound();
    const { job, attempts, endedAt } = run;
    const now = tools.clock.now();
    const results = attempts.map((attempt) => resultOf(job, attempt, now, tools.imageBaseUrl));
    const late = run.late.map((result) => publicResult(result, tools.imageBaseUrl));
    const completedModels = results.filter(({ status }) => status === 'completed').length;
    const failedModels = results.filter(({ status }) => status === 'failed').length;
    return {
      jobId,
      status: statusOf(results.map(({ status }) => status)),
      prompt: job.prompt,
      parameters: job.parameters,
      createdAt: job.createdAt,
      totalModels: results.length,
      completedModels,
      failedModels,
      estimatedCostUsd: job.estimatedCostUsd,
      actualCostUsd: sumUsd([...results, ...late].map(costOf)),
      endedAt: endedAt ?? endOfOldRun(job, results),
      results: [...results, ...late],
    };
  };
}

/** Whether nothing about the run changes any more. */
export const hasEnded = ({ endedAt }: Pick<StatusResponse, 'endedAt'>) => endedAt !== null;

/** Runs of versions without a sweeper end with their last result; newer ones when that is stored. */
function endOfOldRun({ version }: JobDocument, results: readonly Result[]): string | null {
  if (version !== undefined) return null;
  const ends = results.map((result) => ('completedAt' in result ? result.completedAt : undefined));
  return ends.includes(undefined) ? null : (ends.sort().at(-1) ?? null);
}

function resultOf(job: JobDocument, attempt: Attempt, now: number, imageBaseUrl: string): Result {
  const { model, claim, result } = attempt;
  if (result !== undefined) return publicResult(result, imageBaseUrl);
  const ended = job.version === undefined ? endByClock(job, model, claim, now) : undefined;
  if (ended !== undefined) return ended;
  const identity = { model: model.name, modelId: model.id, provider: model.provider };
  return claim === undefined
    ? { ...identity, status: 'pending' }
    : { ...identity, status: 'in_progress', startedAt: claim.startedAt };
}

function statusOf(statuses: readonly Result['status'][]): JobStatus {
  const all = (...wanted: Result['status'][]) => statuses.every((status) => wanted.includes(status));
  if (all('pending')) return 'pending';
  if (!all('completed', 'failed')) return 'in_progress';
  if (all('completed')) return 'completed';
  return all('failed') ? 'failed' : 'partial';
}

const costOf = (result: Result): number => ('costUsd' in result ? (result.costUsd ?? 0) : 0);

function jobNotFound(): RequestError {
  return new RequestError('JOB_NOT_FOUND', 'There is no such run, or it has expired.');
}
