import { describe, expect, it } from '@jest/globals';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { dynamoSpenders } from '../../../src/aws/dynamo-spenders.ts';
import { monthWindow, tableKeys } from '../../../src/store/table-keys.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';

const server = dynamoServer();
const NOW = Date.parse('2026-11-20T09:30:00.000Z');
const MONTH = monthWindow(NOW);
const credentials = () => ({ accessKeyId: 'test', secretAccessKey: 'test', sessionToken: undefined });

describe('reading what everybody has spent', () => {
  it('follows the pages of the table to the end', async () => {
    const item = (pk: string, n: number) => ({ pk: { S: pk }, n: { N: String(n) } });
    const start = { pk: { S: 'times#1' } };
    const pages = [
      {
        Items: [item('spend#user#ann#2026-11', 1), item('spend#user#ann#2026-10', 2)],
        LastEvaluatedKey: start,
      },
      { LastEvaluatedKey: start },
      { Items: [item('spend#user#ben#2026-11', 4)] },
    ];
    const bodies: string[] = [];
    const spenders = dynamoSpenders({
      table: 'counters',
      region: 'eu-central-1',
      endpoint: undefined,
      credentials,
      clock: { now: () => NOW },
      fetchOnce: async (url, init) => {
        expect(String(url)).toBe('https://dynamodb.eu-central-1.amazonaws.com/');
        expect(new Headers(init?.headers).get('x-amz-target')).toBe('DynamoDB_20120810.Scan');
        bodies.push(String(init?.body));
        return Response.json(pages.shift());
      },
    });
    expect([...(await spenders.spentIn(MONTH))]).toEqual([
      ['ann', 1],
      ['ben', 4],
    ]);
    const first = {
      TableName: 'counters',
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :people)',
      ProjectionExpression: 'pk, n',
      ExpressionAttributeValues: { ':people': { S: 'spend#user#' } },
    };
    const next = { ...first, ExclusiveStartKey: start };
    expect(bodies.map((body) => JSON.parse(body))).toEqual([first, next, next]);
  });

  it('reads what the store of counters has written, and only what people have spent in that month', async () => {
    const client = await server.client();
    const { protocol, hostname, port } = (await client.config.endpoint?.()) ?? {};
    const counters = dynamoCounterStore({ table: TABLE, client });
    const before = monthWindow(Date.parse('2026-10-20T09:30:00.000Z'));
    const written: [string, number][] = [
      [tableKeys.personSpend('ann', MONTH), 1_250_000],
      [tableKeys.personSpend('ben', MONTH), 7],
      [tableKeys.personSpend('cai', before), 8],
      [tableKeys.spend(MONTH), 9],
      [tableKeys.keySpend('j8urHIFMaj', MONTH), 10],
    ];
    for (const [key, amount] of written)
      await counters.add(key, { amount, limit: 1e9, mark: 'm', expiresAt: 0 });
    const spenders = dynamoSpenders({
      table: TABLE,
      region: 'us-east-1',
      endpoint: `${protocol}//${hostname}:${port}`,
      credentials,
      clock: { now: Date.now },
    });
    expect(Object.fromEntries(await spenders.spentIn(MONTH))).toEqual({ ann: 1_250_000, ben: 7 });
  });
});
