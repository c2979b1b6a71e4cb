import type { StoredVote, VoteStore } from '../store/vote-store.ts';
import { readSigned, type SignedRequestOptions } from './signed-request.ts';
import { newestOf, voteOf } from './vote-items.ts';

export interface VoteReaderOptions extends SignedRequestOptions {
  table: string;
}

/** Reads the votes of somebody without the client of DynamoDB. */
export function dynamoVoteReader({ table, ...options }: VoteReaderOptions): Pick<VoteStore, 'newestOf'> {
  const page = async (input: object) =>
    (await readSigned(options, {
      service: 'dynamodb',
      target: 'DynamoDB_20120810.Query',
      input: { TableName: table, ...input },
    })) as Page;
  return {
    async newestOf(voter, most) {
      const votes: StoredVote[] = [];
      let from: Page['LastEvaluatedKey'];
      do {
        const { Items = [], LastEvaluatedKey } = await page({
          ...newestOf(voter, most - votes.length),
          ...(from !== undefined && { ExclusiveStartKey: from }),
        });
        votes.push(...Items.map(voteOf));
        from = LastEvaluatedKey;
      } while (from !== undefined && votes.length < most);
      return votes;
    },
  };
}

interface Page {
  Items?: { vote?: { S?: string } }[];
  LastEvaluatedKey?: object;
}
