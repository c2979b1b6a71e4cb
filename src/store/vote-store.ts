import type { Outcome } from '../contract/index.ts';

/** One of the two pictures. */
export interface Judged {
  letter: string;
  modelId: string;
  /** The name of the model, as it was then. */
  model: string;
}

/** Two pictures of a run, whichever of them was left. */
export interface PairOfRun {
  jobId: string;
  /** In the order of the alphabet. */
  letters: readonly [string, string];
}

/** A vote as it is kept: never changed, and without a word of what was asked for. */
export interface StoredVote {
  /** Which board it counts on. */
  board: string;
  /** Id of the person, or in an open stack the hash of a key. */
  voter: string;
  jobId: string;
  left: Judged;
  right: Judged;
  outcome: Outcome;
  /** Stands for what was asked for, the same for the same words. */
  prompt: string;
  /** Of a cell of a list: its number, and its category. */
  cell?: number;
  category?: string;
  votedAt: string;
  decisionMs?: number;
}

/** Whose votes on which board. */
export interface VotesOf {
  board: string;
  voter: string;
  jobId?: string | undefined;
}

/** Votes on pairs. Every implementation passes `tests/suites/vote-store.ts`. */
export interface VoteStore {
  /** Keeps a vote, unless the voter has judged the two before. @returns the vote that is kept */
  add(vote: StoredVote): Promise<StoredVote>;
  find(of: Omit<VotesOf, 'jobId'>, pair: PairOfRun): Promise<StoredVote | undefined>;
  remove(of: Omit<VotesOf, 'jobId'>, pair: PairOfRun): Promise<void>;
  /** All of a voter on a board, or on one run, in no order. */
  ofVoter(of: VotesOf): Promise<StoredVote[]>;
  /** `most` of a board, in no order, and whether there are more. */
  ofBoard(board: string, most: number): Promise<{ votes: StoredVote[]; more: boolean }>;
  /** The newest of a voter on all boards. One that was cast a moment ago may be missing. */
  newestOf(voter: string, most: number): Promise<StoredVote[]>;
  /** The oldest of a voter on all boards until a moment. One that was cast a moment ago may be missing. */
  oldestOf(voter: string, until: string, most: number): Promise<StoredVote[]>;
}

/** The pair that a vote is about. */
export const pairOf = ({ jobId, left, right }: Pick<StoredVote, 'jobId' | 'left' | 'right'>): PairOfRun => ({
  jobId,
  letters: inOrder(left.letter, right.letter),
});

/** Letters as they follow each other: `B` before `AA`. */
export function inOrder(one: string, other: string): [string, string] {
  const isFirst = one.length === other.length ? one < other : one.length < other.length;
  return isFirst ? [one, other] : [other, one];
}

/** The sort key of a vote, and what those of a voter begin with. No part of it contains a `#`. */
export const voteKey = (voter: string, { jobId, letters }: PairOfRun) => [voter, jobId, ...letters].join('#');
export const votesPrefix = ({ voter, jobId }: Pick<VotesOf, 'voter' | 'jobId'>) =>
  jobId === undefined ? `${voter}#` : `${voter}#${jobId}#`;
