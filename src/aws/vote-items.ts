import type { StoredVote } from '../store/vote-store.ts';

/** The index that has the votes of a voter on all boards, by time. */
export const BY_VOTER = 'ByVoter';

/** What asks for the newest votes of somebody. */
export const newestOf = (voter: string, most: number) => ({
  IndexName: BY_VOTER,
  Limit: most,
  ScanIndexForward: false,
  KeyConditionExpression: '#voter = :voter',
  ExpressionAttributeNames: { '#voter': 'voter' },
  ExpressionAttributeValues: { ':voter': { S: voter } },
});

/** The vote that an item holds. */
export const voteOf = (item: { vote?: { S?: string | undefined } }): StoredVote =>
  JSON.parse(item.vote?.S ?? '{}') as StoredVote;
