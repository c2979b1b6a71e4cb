import type { BoardResponse } from '../../../../src/contract/index.ts';
import { type Filters, passes } from './filters.ts';
import type { Outcome, Vote } from './statistics/vote.ts';

/** A vote with what the statistics do not need. */
export interface CastVote extends Vote {
  category?: string;
  /** `2026-11-26`, in UTC. */
  day: string;
}

const DAY_MS = 86_400_000;
/** In the order of their numbers. */
const OUTCOMES: readonly (Outcome | undefined)[] = ['left', 'right', 'tie', 'both_bad'];

/** The votes that the columns tell of and the filters let through. What does not belong to a board is left out. */
export function castVotes({ models, prompts, firstDay, votes }: BoardResponse, filters: Filters): CastVote[] {
  const first = Date.parse(firstDay ?? '');
  if (Number.isNaN(first)) return [];
  return votes.outcome.flatMap((number, at) => {
    const outcome = OUTCOMES[number];
    const [left, right] = [models[votes.left[at] ?? -1], models[votes.right[at] ?? -1]];
    const prompt = prompts[votes.prompt[at] ?? -1];
    const day = votes.day[at];
    if (!outcome || !left || !right || left.id === right.id || !prompt || day === undefined) return [];
    const vote: CastVote = {
      prompt: prompt.id,
      voter: String(votes.voter[at] ?? ''),
      left: left.id,
      right: right.id,
      outcome,
      ...(prompt.category !== undefined && { category: prompt.category }),
      day: new Date(first + day * DAY_MS).toISOString().slice(0, 10),
    };
    return passes(vote, filters) ? [vote] : [];
  });
}
