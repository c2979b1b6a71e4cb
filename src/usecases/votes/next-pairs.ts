import type { NextPairsQuery, NextPairsResponse } from '../../contract/index.ts';
import { blindSize } from '../../lib/blind-size.ts';
import type { VoteStore } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import type { PictureAddresses } from '../picture-addresses.ts';
import type { ReadRunTools } from '../read-run/read-run.ts';
import { type BlindPicture, readBlindRun } from './blind-run.ts';
import { choosePairs, lettersIn, pairsOf } from './pairs.ts';
import { type BoardTools, boardOfRuns, type Voting, voterOf } from './voter.ts';

const DEFAULT_PAIRS = 5;

export interface NextPairsTools extends ReadRunTools, BoardTools {
  votes: Pick<VoteStore, 'ofVoter'>;
  pictures: PictureAddresses;
  /** From 0 to 1, which nobody can foresee. */
  random: () => number;
}

/**
 * What a voter has not judged yet, without a word of whose pictures they are.
 * @throws RequestError as `readBlindRun`
 */
export function nextPairs(tools: NextPairsTools) {
  return async ({ jobId, n = DEFAULT_PAIRS }: NextPairsQuery, voting: Voting): Promise<NextPairsResponse> => {
    const { job, pictures, expiresAt } = await readBlindRun(tools, jobId, voting);
    const of = { board: boardOfRuns(tools, voting), voter: voterOf(voting) ?? '', jobId };
    const votes = await failClosed(tools.votes.ofVoter(of));
    const judged = new Set(votes.map(({ left, right }) => lettersIn(left, right)));
    const pairs = pairsOf(pictures);
    const open = pairs.filter(([one, other]) => !judged.has(lettersIn(one, other)));
    const before = votes.map(({ left, right }) => [left, right] as const);
    const addressOf = await failClosed(tools.pictures(expiresAt));
    const shown = ({ letter, key }: BlindPicture) => ({
      letter,
      imageUrl: addressOf(key),
      ...blindSize(job.parameters.aspectRatio),
    });
    return {
      pairs: choosePairs(open, before, n, tools.random).map(([one, other]) => {
        const [left, right] = tools.random() < 0.5 ? [one, other] : [other, one];
        return { jobId, prompt: job.prompt, left: shown(left), right: shown(right) };
      }),
      done: votes.length,
      total: pairs.length,
    };
  };
}
