import type { Count } from './counts.ts';
import type { Interval } from './interval.ts';
import type { PositionBias } from './position.ts';

export interface Standing extends Count {
  model: string;
  /** Points around 1000; absent while there are too few votes. */
  strength?: number;
  /** How often it would be picked if it met all the others equally often, 0 to 1; absent as the strength. */
  share?: number;
  /** Absent without an interval too. */
  range?: Interval;
  shareRange?: Interval;
  /** 1 and how many models are surely stronger: models that cannot be told apart share one. */
  rank?: number;
  /** The chance that it is the strongest of those with a strength. */
  best?: number;
}

/** Two neighbours in order of strength that cannot be told apart yet. */
export interface Unsettled {
  better: string;
  other: string;
  /** The chance that it really is the better one. */
  chance: number;
  /** About so many votes more, on further prompts; infinite if they look the same. */
  votes: number;
}

/** Strengths in points by model, over resampled prompts; empty below 10 prompts. */
export type Replicates = ReadonlyMap<string, readonly number[]>;

export interface Board {
  /** The strongest first; those without a strength last. */
  standings: Standing[];
  unsettled: Unsettled[];
  warnings: Warning[];
  bias?: PositionBias;
  votes: number;
  prompts: number;
  voters: number;
  replicates: Replicates;
}

/** What one has to know before believing a board. */
export type Warning =
  /** Too few prompts for intervals. */
  | { code: 'few_prompts'; prompts: number }
  /** Too few votes for a strength. */
  | { code: 'few_votes'; models: string[] }
  /** One side is picked more often than the models explain. */
  | { code: 'position'; side: 'left' | 'right'; points: number }
  /** More than half of the votes are one voter's, though several vote. */
  | { code: 'one_voter'; share: number }
  | { code: 'one_prompt'; share: number }
  /** Groups of models that never met: between them nothing is known. */
  | { code: 'apart'; groups: string[][] }
  /** Where ties are not half a win each, the order of these two is another one. */
  | { code: 'ties'; better: string; other: string }
  /** Each beats the next one, and the last one the first. */
  | { code: 'circle'; models: string[] };
