import { describe, expect, it } from '@jest/globals';
import { dynamoVoteStore } from '../../../src/aws/dynamo-vote-store.ts';
import { dynamoServer, VOTES_TABLE } from '../../helpers/dynamo-server.ts';
import { storedVote, voteStoreSuite } from '../../suites/vote-store.ts';

const server = dynamoServer();

voteStoreSuite('DynamoDB', async () =>
  dynamoVoteStore({ table: VOTES_TABLE, client: await server.client() }),
);

describe('a vote in DynamoDB', () => {
  it('is kept although a response was lost', async () => {
    const store = dynamoVoteStore({ table: VOTES_TABLE, client: await server.losing() });
    const vote = storedVote({ voter: 'lost' });
    expect(await store.add(vote)).toEqual(vote);
  });

  it('is found among more than a page of a megabyte', async () => {
    const store = dynamoVoteStore({ table: VOTES_TABLE, client: await server.client() });
    const votes = Array.from({ length: 12 }, (_, n) =>
      storedVote({
        board: 'large',
        voter: 'large',
        jobId: String(n),
        prompt: 'x'.repeat(100_000),
        votedAt: `2026-11-20T12:00:${n + 10}.000Z`,
      }),
    );
    for (const vote of votes) await store.add(vote);
    expect(await store.ofVoter({ board: 'large', voter: 'large' })).toHaveLength(12);
    expect((await store.ofBoard('large', 11)).more).toBe(true);
    expect((await store.newestOf('large', 12)).map(({ jobId }) => jobId)).toEqual(
      votes.map(({ jobId }) => jobId).reverse(),
    );
  });
});
