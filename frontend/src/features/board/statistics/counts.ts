import type { Vote } from './vote.ts';

/** What was counted of one model. */
export interface Count {
  votes: number;
  wins: number;
  losses: number;
  ties: number;
  /** Votes that found neither picture good: they say nothing of who is stronger, and everything of how good it is. */
  bothBad: number;
  /** On how many prompts it was judged. */
  prompts: number;
}

export function countsOf(votes: readonly Vote[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  const prompts = new Map<string, Set<string>>();
  for (const { prompt, left, right, outcome } of votes) {
    for (const model of [left, right]) {
      const count = counts.get(model) ?? { votes: 0, wins: 0, losses: 0, ties: 0, bothBad: 0, prompts: 0 };
      const seen = (prompts.get(model) ?? new Set()).add(prompt);
      counts.set(model, count);
      prompts.set(model, seen);
      count.votes += 1;
      count.prompts = seen.size;
      if (outcome === 'tie') count.ties += 1;
      else if (outcome === 'both_bad') count.bothBad += 1;
      else if ((outcome === 'left') === (model === left)) count.wins += 1;
      else count.losses += 1;
    }
  }
  return counts;
}
