import { sumUsd } from '../../contract/estimate.ts';
import { isJobId } from '../../contract/generated/validators.js';
import type { StatusResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { InputDocument, JobDocument } from '../../store/documents.ts';
import type { AddressOf, PictureAddresses } from '../picture-addresses.ts';
import type { Requester } from '../requester.ts';
import { type JobResults, resultsOf, shownResults } from './attempt-results.ts';
import { type ReadRunTools, readRun } from './read-run.ts';
import { costsOf, countsOf, statusOf } from './run-totals.ts';

export interface GetStatusTools extends ReadRunTools {
  pictures: PictureAddresses;
}

/**
 * How far each model of a run is, its follow-ups included. What is told as final is stored: an attempt without a result
 * is running, however long that takes.
 */
export function getStatus({ pictures, ...tools }: GetStatusTools) {
  /** @throws RequestError JOB_NOT_FOUND, for a malformed id and for somebody else's private run too; RUN_DELETED, RUN_EXPIRED */
  return async (jobId: string, who: Requester = {}): Promise<StatusResponse> => {
    const found = isJobId(jobId) ? await readRun(tools, jobId, who) : undefined;
    if (found === undefined) throw jobNotFound();
    const { jobs, visibility, expiresAt, title } = found;
    const [{ job: root, isBlind = false }] = jobs;
    const now = tools.clock.now();
    const addressOf = await pictures(expiresAt);
    const [first, ...others] = jobs.map((job, index) => resultsOf(job, index + 1, now, addressOf));
    if (first === undefined) throw jobNotFound();
    const read = [first, ...others] as const;
    const shown = shownResults(read);
    const late = read.flatMap((each) => each.late);
    const all = read.flatMap((each) => each.results);
    const estimates = jobs.map(({ job }) => job.estimatedCostUsd);
    return {
      jobId,
      status: statusOf(shown, all),
      prompt: root.prompt,
      parameters: root.parameters,
      createdAt: root.createdAt,
      visibility,
      ...(isBlind && { blind: true }),
      ...editOf(root, addressOf),
      ...(title !== undefined && { title }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...countsOf(shown),
      estimatedCostUsd: {
        low: sumUsd(estimates.map(({ low }) => low)),
        high: sumUsd(estimates.map(({ high }) => high)),
      },
      ...(isBlind ? UNTOLD_COSTS : costsOf([...all, ...late])),
      endedAt: endOf(read),
      results: [...shown, ...late],
      attempts: jobs.map(({ job: { jobId: id, prompt, parameters, createdAt } }) => ({
        jobId: id,
        prompt,
        parameters,
        createdAt,
      })),
      ...(root.run !== undefined && { retryOf: root.run.jobId }),
    };
  };
}

const UNTOLD_COSTS = { actualCostUsd: 0, unknownCosts: 0, maybeBilled: 0 };

/** What the run works on, with addresses instead of object keys. */
function editOf({ operation, inputs = [], mask, expand, parent }: JobDocument, addressOf: AddressOf) {
  const addressed = ({ key, thumbnailKey, width, height, sha256 }: InputDocument) => ({
    imageUrl: addressOf(key),
    thumbnailUrl: addressOf(thumbnailKey),
    width,
    height,
    sha256,
  });
  return {
    ...(operation !== undefined && { operation, inputs: inputs.map(addressed) }),
    ...(mask !== undefined && { mask: addressed(mask) }),
    ...(expand !== undefined && { expand }),
    ...(parent !== undefined && { parent }),
  };
}

/** Whether nothing about the run changes any more, unless it is retried. */
export const hasEnded = ({ endedAt }: Pick<StatusResponse, 'endedAt'>) => endedAt !== null;

function endOf(jobs: readonly JobResults[]): string | null {
  const ends = jobs.map(({ endedAt }) => endedAt);
  return ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
}

function jobNotFound(): RequestError {
  return new RequestError('JOB_NOT_FOUND', 'There is no such run, or it has expired.');
}
