import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  type PairOfRun,
  pairOf,
  type StoredVote,
  type VoteStore,
  type VotesOf,
  voteKey,
  votesPrefix,
} from '../store/vote-store.ts';
import { dynamoClient, type TableOptions } from './dynamo-table.ts';
import { BY_VOTER, newestOf, voteOf } from './vote-items.ts';

/** One item for each vote, under its board, and there under its voter and pair. */
export function dynamoVoteStore({ table, client = dynamoClient() }: TableOptions): VoteStore {
  const keyOf = ({ board, voter }: Omit<VotesOf, 'jobId'>, pair: PairOfRun) => ({
    board: { S: board },
    key: { S: voteKey(voter, pair) },
  });

  const find: VoteStore['find'] = async (of, pair) => {
    const Key = keyOf(of, pair);
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && voteOf(Item);
  };

  async function query(input: Omit<QueryCommandInput, 'TableName'>, most = Number.POSITIVE_INFINITY) {
    const votes: StoredVote[] = [];
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await client.send(
        new QueryCommand({ TableName: table, ExclusiveStartKey: from, ...input }),
      );
      votes.push(...(page.Items ?? []).map(voteOf));
      from = page.LastEvaluatedKey;
    } while (from !== undefined && votes.length < most);
    return votes.slice(0, most);
  }

  return {
    async add(vote) {
      const pair = pairOf(vote);
      const Item = {
        ...keyOf(vote, pair),
        voter: { S: vote.voter },
        votedAt: { S: vote.votedAt },
        vote: { S: JSON.stringify(vote) },
      };
      const ConditionExpression = 'attribute_not_exists(board)';
      try {
        await client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression }));
        return vote;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // Taken back in between: as if it had come before that.
        return (await find(vote, pair)) ?? vote;
      }
    },
    find,
    async remove(of, pair) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(of, pair) }));
    },
    ofVoter: ({ board, ...of }) =>
      query({
        ConsistentRead: true,
        KeyConditionExpression: '#board = :board AND begins_with(#key, :prefix)',
        ExpressionAttributeNames: { '#board': 'board', '#key': 'key' },
        ExpressionAttributeValues: { ':board': { S: board }, ':prefix': { S: votesPrefix(of) } },
      }),
    async ofBoard(board, most) {
      const found = await query(
        {
          ConsistentRead: true,
          KeyConditionExpression: '#board = :board',
          ExpressionAttributeNames: { '#board': 'board' },
          ExpressionAttributeValues: { ':board': { S: board } },
        },
        most + 1,
      );
      return { votes: found.slice(0, most), more: found.length > most };
    },
    newestOf: (voter, most) => query(newestOf(voter, most), most),
    oldestOf: (voter, until, most) =>
      query(
        {
          IndexName: BY_VOTER,
          Limit: most,
          KeyConditionExpression: '#voter = :voter AND #votedAt <= :until',
          ExpressionAttributeNames: { '#voter': 'voter', '#votedAt': 'votedAt' },
          ExpressionAttributeValues: { ':voter': { S: voter }, ':until': { S: until } },
        },
        most,
      ),
  };
}
