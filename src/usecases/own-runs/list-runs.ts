import type { ErrorCode, RunListQuery, RunListResponse, RunSummary } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { OwnRunStore } from '../../store/own-run-store.ts';
import { type GetStatusTools, getStatus } from '../read-run/get-status.ts';
import type { Requester } from '../requester.ts';

const DEFAULT_PAGE_SIZE = 24;
const PREVIEWS = 4;
const GONE: readonly ErrorCode[] = ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED'];

export interface ListRunsTools extends GetStatusTools {
  ownRuns: Pick<OwnRunStore, 'list'>;
}

/**
 * One page of the runs of a person, or of those that were started with a key, newest first, whatever became of them: one listing, and each run as
 * `GET /status` reads it, so that the two never disagree.
 */
export function listRuns({ ownRuns, ...tools }: ListRunsTools) {
  const statusOf = getStatus(tools);

  /** `undefined` if the run has expired or been deleted, or if the request that started it died. */
  const summaryOf = async (jobId: string, who: Requester): Promise<RunSummary | undefined> => {
    try {
      const { results, attempts: _attempts, retryOf: _retryOf, ...summary } = await statusOf(jobId, who);
      const pictures = results.flatMap((result) =>
        result.status === 'completed' ? [result.thumbnailUrl ?? result.imageUrl] : [],
      );
      const models = new Map(results.map(({ modelId, model }) => [modelId, { id: modelId, name: model }]));
      return { ...summary, models: [...models.values()], previews: pictures.slice(0, PREVIEWS) };
    } catch (error) {
      if (error instanceof RequestError && GONE.includes(error.code)) return undefined;
      throw error;
    }
  };

  return async (
    who: Requester,
    { limit = DEFAULT_PAGE_SIZE, cursor }: RunListQuery,
  ): Promise<RunListResponse> => {
    const page = await ownRuns.list(who.owner ?? sha256Hex(who.runKey ?? ''), { limit, cursor });
    const summaries = await Promise.all(page.runs.map(({ jobId }) => summaryOf(jobId, who)));
    const runs = summaries.filter((summary) => summary !== undefined);
    return { runs, total: runs.length, nextCursor: page.nextCursor ?? null };
  };
}
