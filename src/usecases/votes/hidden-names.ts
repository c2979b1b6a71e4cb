import { sha256Hex } from '../../lib/hash.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { Judged, StoredVote } from '../../store/vote-store.ts';
import { newestRuns } from './newest-runs.ts';

/** How many of the runs that somebody has judged last are looked at. */
const NEWEST_RUNS = 25;

interface Tools {
  jobs: Pick<JobStore, 'list' | 'readState'>;
}

/** Whether any of the runs that somebody has judged last is still there, and blind: a name beside a vote tells what a letter stands for. */
export async function isJudging({ jobs }: Tools, votes: readonly StoredVote[]): Promise<boolean> {
  const blind = await Promise.all(
    newestRuns(votes, NEWEST_RUNS).map(async ([jobId]) => {
      const { hasJob, hasState } = await jobs.list(jobId);
      if (!hasJob) return false;
      const { revealedAt, deletedAt } = (hasState ? await jobs.readState(jobId) : undefined) ?? {};
      return revealedAt === undefined && deletedAt === undefined;
    }),
  );
  return blind.includes(true);
}

/** A vote without the names of models: what stands for them is the same for all votes of the board, and tells nothing of their order. */
export function withoutNames(board: string): (vote: StoredVote) => StoredVote {
  const known = new Map<string, string>();
  const hide = (judged: Judged): Judged => {
    const { modelId } = judged;
    const model = known.get(modelId) ?? sha256Hex(`${board}\n${modelId}`).slice(0, 8);
    known.set(modelId, model);
    return { ...judged, modelId: model, model };
  };
  return (vote) => ({ ...vote, left: hide(vote.left), right: hide(vote.right) });
}
