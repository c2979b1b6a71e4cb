import { expect, it } from '@jest/globals';
import { dynamoVoteReader } from '../../../src/aws/dynamo-vote-reader.ts';
import { storedVote } from '../../suites/vote-store.ts';

const credentials = () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: undefined });

/** A reader over these pages, with what it asks for. */
function readerOver(pages: object[]) {
  const asked: unknown[] = [];
  const fetchOnce = (async (_url: URL, init: RequestInit) => {
    asked.push([new Headers(init.headers).get('x-amz-target'), JSON.parse(String(init.body))]);
    return Response.json(pages.shift());
  }) as unknown as typeof fetch;
  const options = { region: 'eu-central-1', endpoint: undefined, clock: { now: () => 0 }, credentials };
  return { asked, reader: dynamoVoteReader({ ...options, table: 'votes', fetchOnce }) };
}

const item = (n: number) => ({ vote: { S: JSON.stringify(storedVote({ jobId: String(n) })) } });
const input = {
  TableName: 'votes',
  IndexName: 'ByVoter',
  ScanIndexForward: false,
  KeyConditionExpression: '#voter = :voter',
  ExpressionAttributeNames: { '#voter': 'voter' },
  ExpressionAttributeValues: { ':voter': { S: 'ann' } },
};

it('Votes are read page by page, the newest first, no more than are asked for', async () => {
  const place = { voter: { S: 'ann' } };
  const { asked, reader } = readerOver([
    { Items: [item(3), item(2)], LastEvaluatedKey: place },
    { Items: [item(1)], LastEvaluatedKey: place },
  ]);
  expect((await reader.newestOf('ann', 3)).map(({ jobId }) => jobId)).toEqual(['3', '2', '1']);
  expect(asked).toEqual([
    ['DynamoDB_20120810.Query', { ...input, Limit: 3 }],
    ['DynamoDB_20120810.Query', { ...input, Limit: 1, ExclusiveStartKey: place }],
  ]);
});

it('Somebody without votes has none', async () => {
  const { asked, reader } = readerOver([{}]);
  expect(await reader.newestOf('ann', 3)).toEqual([]);
  expect(asked).toHaveLength(1);
});
