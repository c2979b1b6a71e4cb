import { pairOf, type StoredVote, type VoteStore, voteKey, votesPrefix } from './vote-store.ts';

/** Votes in this process. */
export function memoryVoteStore(): VoteStore & { all(): StoredVote[] } {
  const votes = new Map<string, StoredVote>();
  const all = () => [...votes.values()];
  const keyOf = (board: string, sortKey: string) => `${board} ${sortKey}`;
  const of = (voter: string) => all().filter((vote) => vote.voter === voter);
  const oldestFirst = (one: StoredVote, other: StoredVote) => (one.votedAt < other.votedAt ? -1 : 1);
  return {
    all,
    async add(vote) {
      const key = keyOf(vote.board, voteKey(vote.voter, pairOf(vote)));
      const kept = votes.get(key) ?? vote;
      votes.set(key, kept);
      return kept;
    },
    find: async ({ board, voter }, pair) => votes.get(keyOf(board, voteKey(voter, pair))),
    async remove({ board, voter }, pair) {
      votes.delete(keyOf(board, voteKey(voter, pair)));
    },
    async ofVoter({ board, ...of }) {
      const prefix = keyOf(board, votesPrefix(of));
      return [...votes].flatMap(([key, vote]) => (key.startsWith(prefix) ? [vote] : []));
    },
    async ofBoard(board, most) {
      const found = all().filter((vote) => vote.board === board);
      return { votes: found.slice(0, most), more: found.length > most };
    },
    newestOf: async (voter, most) => of(voter).toSorted(oldestFirst).reverse().slice(0, most),
    oldestOf: async (voter, until, most) =>
      of(voter)
        .filter(({ votedAt }) => votedAt <= until)
        .toSorted(oldestFirst)
        .slice(0, most),
  };
}
