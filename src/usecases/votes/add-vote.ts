import type { VoteRequest, VoteResponse } from '../../contract/index.ts';
import { invalidField, RequestError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { Log } from '../../lib/log.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import { pairOf, type StoredVote, type VoteStore } from '../../store/vote-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { type BlindRun, type BlindRunTools, readBlindRun } from './blind-run.ts';
import { type BoardTools, boardOfJob, type Voting, voterOf } from './voter.ts';

/** Characters of what stands for a prompt: 96 bits. */
const PROMPT_ID_LENGTH = 24;

export interface AddVoteTools extends BlindRunTools, CountActionTools, BoardTools {
  votes: Pick<VoteStore, 'add'>;
  kept: Pick<KeptStore, 'keep'>;
  log: Log;
  clock: BlindRunTools['clock'];
}

export interface AddVoteInput extends Voting {
  vote: VoteRequest;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Keeps what somebody thinks of two pictures, once: whoever says the same again gets the same answer. Small copies of both pictures are kept
 * with it, to be shown when the run has expired.
 * @throws RequestError JOB_NOT_FOUND, RUN_REVEALED, RUN_NOT_ENDED, RUN_DELETED, RUN_EXPIRED; INVALID_PARAMETER for pictures that are none, or of
 * one model; ALREADY_VOTED; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function addVote(tools: AddVoteTools): (input: AddVoteInput) => Promise<VoteResponse> {
  return async ({ vote, address, ...voting }) => {
    await countAction(tools, address, voting.owner);
    const run = await readBlindRun(tools, vote.jobId, voting);
    const { cell, prompt } = run.job;
    const board = boardOfJob(tools, run.job, voting);
    const { decisionMs } = vote;
    const given: StoredVote = {
      board,
      voter: voterOf(voting) ?? '',
      jobId: vote.jobId,
      ...sidesOf(run, vote),
      outcome: vote.outcome,
      prompt: sha256Hex(`${board}\n${cell?.n ?? prompt}`).slice(0, PROMPT_ID_LENGTH),
      ...(cell !== undefined && { cell: cell.n }),
      ...(cell?.category !== undefined && { category: cell.category }),
      votedAt: isoTime(tools.clock.now()),
      ...(decisionMs !== undefined && { decisionMs }),
    };
    const kept = await failClosed(tools.votes.add(given));
    if (verdictOf(kept) !== verdictOf(given)) throw alreadyVoted();
    if (given.outcome !== 'skip') await keepPictures(tools, run, vote);
    return answerOf(kept);
  };
}

/** @throws RequestError INVALID_PARAMETER */
function sidesOf({ pictures }: BlindRun, vote: Pick<VoteRequest, 'left' | 'right'>) {
  const at = (side: 'left' | 'right') => {
    const found = pictures.find(({ letter }) => letter === vote[side]);
    if (found === undefined) throw invalidField(side, `There is no picture ${vote[side]} in this run.`);
    const { letter, modelId, model } = found;
    return { letter, modelId, model };
  };
  const [left, right] = [at('left'), at('right')];
  if (left.modelId === right.modelId)
    throw invalidField('right', 'Both pictures are of one model. Judge pictures of two.');
  return { left, right };
}

/** The vote counts also if they cannot be kept; the next one on a picture tries again. */
async function keepPictures(
  { kept, log }: Pick<AddVoteTools, 'kept' | 'log'>,
  { job, pictures }: BlindRun,
  { jobId, left, right }: Pick<VoteRequest, 'jobId' | 'left' | 'right'>,
): Promise<void> {
  const judged = pictures.filter(({ letter }) => letter === left || letter === right);
  try {
    await kept.keep(
      job,
      judged.map(({ name, smallKey }) => ({ name, key: smallKey })),
    );
  } catch (cause) {
    log.warn('Pictures that were judged could not be kept', { jobId, cause });
  }
}

/** What a vote says, whichever picture was left. */
function verdictOf({ left, right, outcome }: StoredVote): string {
  if (outcome === 'left') return left.letter;
  return outcome === 'right' ? right.letter : outcome;
}

const answerOf = (vote: StoredVote): VoteResponse => ({
  voteId: voteIdOf(vote),
  jobId: vote.jobId,
  left: vote.left.letter,
  right: vote.right.letter,
  outcome: vote.outcome,
});

const voteIdOf = (vote: StoredVote): string => {
  const { jobId, letters } = pairOf(vote);
  return [jobId, ...letters].join('_');
};

function alreadyVoted(): RequestError {
  return new RequestError('ALREADY_VOTED', 'You have judged these two pictures before, and otherwise.');
}
