import type { StoredVote } from '../../store/vote-store.ts';

/** The runs that were judged last, with the votes on each, newest first. */
export function newestRuns(votes: readonly StoredVote[], most: number): [string, StoredVote[]][] {
  const newestFirst = votes.toSorted((one, other) => (one.votedAt < other.votedAt ? 1 : -1));
  return [...Map.groupBy(newestFirst, ({ jobId }) => jobId)].slice(0, most);
}
