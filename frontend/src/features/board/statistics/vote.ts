/** Which of two pictures somebody picked. Skipped pairs are no votes. */
export type Outcome = 'left' | 'right' | 'tie' | 'both_bad';

/** One vote, as the statistics need it: what stands for prompt, voter and models may be any text. */
export interface Vote {
  prompt: string;
  voter: string;
  left: string;
  right: string;
  outcome: Outcome;
}
