import type { StatusResponse } from '../../../../src/contract/index.ts';

/** A prompt of a list, and what was drawn from it. */
export interface ListPrompt {
  /** Its place in the list, from 1. */
  number: number;
  text: string;
  category?: string;
  /** Once it is told whose the pictures are; absent before, and after it was deleted. */
  run?: StatusResponse;
}

/** What a list adds to the votes on it. */
export interface ListFacts {
  name: string;
  prompts: readonly ListPrompt[];
  /** Runs whose models are still behind letters. */
  hidden: number;
}

/** All that the told runs of a list have cost. */
export function spendingOf({ prompts }: ListFacts): { usd: number; unknown: number } {
  const runs = prompts.flatMap(({ run }) => run ?? []);
  return {
    usd: runs.reduce((sum, { actualCostUsd }) => sum + actualCostUsd, 0),
    unknown: runs.reduce((sum, { unknownCosts, maybeBilled }) => sum + unknownCosts + maybeBilled, 0),
  };
}
