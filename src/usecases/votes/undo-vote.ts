import { isVoteId } from '../../contract/generated/validators.js';
import type { UndoVoteResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { inOrder, type PairOfRun, type VoteStore } from '../../store/vote-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { type BlindRunTools, readBlindRun } from './blind-run.ts';
import { type BoardTools, boardOfJob, type Voting, voterOf } from './voter.ts';

const UNDO_MS = 10 * 60_000;

export interface UndoVoteTools extends BlindRunTools, CountActionTools, BoardTools {
  votes: Pick<VoteStore, 'find' | 'remove'>;
  clock: BlindRunTools['clock'];
}

export interface UndoVoteInput extends Voting {
  voteId: string;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Takes a vote of one's own back, so that the two pictures can be judged again.
 * @throws RequestError VOTE_NOT_FOUND, also for a run that there is not; VOTE_FINAL; RUN_REVEALED, RUN_DELETED, RUN_EXPIRED; RATE_LIMITED;
 * DISPATCH_FAILED if a store is unavailable
 */
export function undoVote(tools: UndoVoteTools): (input: UndoVoteInput) => Promise<UndoVoteResponse> {
  return async ({ voteId, address, ...voting }) => {
    await countAction(tools, address, voting.owner);
    const pair = pairOfId(voteId);
    if (pair === undefined) throw noVote();
    const { job } = await readBlindRun(tools, pair.jobId, voting).catch((error: unknown) => {
      throw error instanceof RequestError && error.code === 'JOB_NOT_FOUND' ? noVote() : error;
    });
    const of = { board: boardOfJob(tools, job, voting), voter: voterOf(voting) ?? '' };
    const vote = await failClosed(tools.votes.find(of, pair));
    if (vote === undefined) throw noVote();
    if (tools.clock.now() - Date.parse(vote.votedAt) > UNDO_MS)
      throw new RequestError('VOTE_FINAL', 'A vote can be taken back for 10 minutes.');
    await failClosed(tools.votes.remove(of, pair));
    return { voteId };
  };
}

function pairOfId(voteId: string): PairOfRun | undefined {
  const [jobId = '', one = '', other = ''] = voteId.split('_');
  return isVoteId(voteId) ? { jobId, letters: inOrder(one, other) } : undefined;
}

function noVote(): RequestError {
  return new RequestError('VOTE_NOT_FOUND', 'There is no such vote of yours.');
}
