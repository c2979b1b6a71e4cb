import { describe, expect, it } from '@jest/globals';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { dynamoKeyReader, dynamoPersonReader } from '../../../src/aws/dynamo-key-reader.ts';
import { dynamoKeyStore } from '../../../src/aws/dynamo-key-store.ts';
import { monthWindow, tableKeys } from '../../../src/store/table-keys.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { storedKey } from '../../suites/key-store.ts';

const server = dynamoServer();
const NOW = Date.parse('2026-11-20T09:30:00.000Z');

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A reader whose requests are answered with these, one after the other. */
function reading(
  answers: (Response | Error)[],
  region = 'eu-central-1',
  sessionToken: string | undefined = 'token',
) {
  const sent: Sent[] = [];
  const { find } = dynamoKeyReader({
    table: 'counters',
    region,
    endpoint: undefined,
    credentials: () => ({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken }),
    clock: { now: () => NOW },
    fetchOnce: async (url, init) => {
      sent.push({
        url: String(url),
        headers: init?.headers as Record<string, string>,
        body: String(init?.body),
      });
      const answer = answers.shift();
      if (answer instanceof Response) return answer;
      throw answer ?? new Error('asked once too often');
    },
  });
  return { find, sent };
}

const found = (key: object) => Response.json({ Item: { key: { S: JSON.stringify(key) } } });

describe('reading a key without the SDK', () => {
  it('sends one signed request for a consistent read of one item', async () => {
    const key = storedKey('ann');
    const { find, sent } = reading([found(key)]);
    expect(await find('j8urHIFMaj')).toEqual(key);
    expect(sent).toEqual([
      {
        url: 'https://dynamodb.eu-central-1.amazonaws.com/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-date': '20261120T093000Z',
          'x-amz-security-token': 'token',
          'x-amz-target': 'DynamoDB_20120810.GetItem',
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/20261120\/eu-central-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
          ),
        },
        body: '{"TableName":"counters","Key":{"pk":{"S":"key#j8urHIFMaj"}},"ConsistentRead":true}',
      },
    ]);
  });

  it('finds nothing where there is nothing, or where it was revoked', async () => {
    expect(await reading([Response.json({})]).find('a')).toBeUndefined();
    expect(await reading([Response.json({ Item: { pk: { S: 'key#a' } } })]).find('a')).toBeUndefined();
  });

  it('asks once more, and then fails without the body of the response', async () => {
    const key = storedKey('ann');
    const slow = () => new Response('secret', { status: 500 });
    expect(await reading([new Error('reset'), found(key)]).find('a')).toEqual(key);
    await expect(reading([slow(), slow()]).find('a')).rejects.toThrow(
      'DynamoDB_20120810.GetItem was answered 500.',
    );
  });

  it('asks the right address in China', async () => {
    const { find, sent } = reading([Response.json({})], 'cn-north-1');
    await find('a');
    expect(sent[0]?.url).toBe('https://dynamodb.cn-north-1.amazonaws.com.cn/');
  });

  it('reads what the store has written', async () => {
    const client = await server.client();
    const { protocol, hostname, port } = (await client.config.endpoint?.()) ?? {};
    const store = dynamoKeyStore({ table: TABLE, client });
    const key = storedKey('ann');
    await store.create(key, 9);
    const { find } = dynamoKeyReader({
      table: TABLE,
      region: 'us-east-1',
      endpoint: `${protocol}//${hostname}:${port}`,
      credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test', sessionToken: undefined }),
      clock: { now: Date.now },
    });
    expect(await find(key.id)).toEqual(key);
    await store.revoke(key);
    expect(await find(key.id)).toBeUndefined();
  });
});

describe('reading what belongs to a person without the SDK', () => {
  it('reads the keys and the spending that the stores have written', async () => {
    const client = await server.client();
    const { protocol, hostname, port } = (await client.config.endpoint?.()) ?? {};
    const store = dynamoKeyStore({ table: TABLE, client });
    const counters = dynamoCounterStore({ table: TABLE, client });
    const keys = [storedKey('zoe'), storedKey('zoe')];
    for (const key of keys) await store.create(key, 9);
    const month = tableKeys.personSpend('zoe', monthWindow(NOW));
    await counters.add(month, { amount: 1_250_000, limit: 1e9, mark: 'm', expiresAt: 0 });
    const people = dynamoPersonReader({
      table: TABLE,
      region: 'us-east-1',
      endpoint: `${protocol}//${hostname}:${port}`,
      credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test', sessionToken: undefined }),
      clock: { now: Date.now },
    });
    expect(await people.keys.list('zoe')).toEqual(expect.arrayContaining(keys));
    expect(await people.spentUsd('zoe', NOW)).toBe(1.25);
    await store.revoke(keys[0] as (typeof keys)[0]);
    expect(await people.keys.list('zoe')).toEqual(keys.slice(1));
    expect([await people.keys.list('nobody'), await people.spentUsd('nobody', NOW)]).toEqual([[], 0]);
  });
});
