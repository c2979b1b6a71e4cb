import { postVote } from './votes.ts';

/** Votes sent at the same time. */
const AT_ONCE = 5;

/**
 * Votes for one picture of a run over each other one. Sides are drawn by a coin, as they are where two are shown. A vote that is not kept,
 * such as one on two pictures of one model, does not hold up the others.
 */
export async function voteForOne(jobId: string, letters: readonly string[], best: string): Promise<void> {
  const others = letters.filter((letter) => letter !== best);
  for (let from = 0; from < others.length; from += AT_ONCE) {
    await Promise.allSettled(
      others.slice(from, from + AT_ONCE).map((other) => {
        const isLeft = Math.random() < 0.5;
        const [left, right] = isLeft ? [best, other] : [other, best];
        const sides = { jobId, left: { letter: left }, right: { letter: right } };
        return postVote({ run: jobId }, sides, isLeft ? 'left' : 'right');
      }),
    );
  }
}
