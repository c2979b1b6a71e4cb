import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { dynamoKeyStore } from '../../../src/aws/dynamo-key-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { keyStoreSuite, storedKey } from '../../suites/key-store.ts';

const server = dynamoServer();

keyStoreSuite('DynamoDB', async () => dynamoKeyStore({ table: TABLE, client: await server.client() }));

describe('a key in DynamoDB', () => {
  it('is deleted by DynamoDB a day after it has expired', async () => {
    const client = await server.client();
    const key = storedKey('ann');
    await dynamoKeyStore({ table: TABLE, client }).create(key, 9);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: `key#${key.id}` } } }),
    );
    expect(Item?.expiresAt).toEqual({ N: String(Date.parse('2026-11-21T13:00:00.000Z') / 1000) });
  });

  it('is kept although a response was lost', async () => {
    const store = dynamoKeyStore({ table: TABLE, client: await server.losing() });
    const key = storedKey('lost');
    expect(await store.create(key, 1)).toBe(true);
    expect(await store.find(key.id)).toEqual(key);
  });
});
