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

  it('leaves a list that DynamoDB deletes once its person is forgotten, unless there is another key by then', async () => {
    const client = await server.client();
    const store = dynamoKeyStore({ table: TABLE, client });
    const listOf = async (owner: string) => {
      const Key = { pk: { S: `keys#${owner}` } };
      return (await client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;
    };
    const key = storedKey('forgotten');
    await store.create(key, 9);
    await store.revoke(key);
    await store.forget('forgotten', 5_000_500);
    expect(await listOf('forgotten')).toEqual({ pk: { S: 'keys#forgotten' }, expiresAt: { N: '5001' } });
    await store.create(key, 9);
    expect(await listOf('forgotten')).toEqual({ pk: { S: 'keys#forgotten' }, ids: { SS: [key.id] } });
    await store.forget('forgotten', 5_000_500);
    expect(await listOf('forgotten')).not.toHaveProperty('expiresAt');
    await store.forget('nobody', 5_000_500);
    expect(await listOf('nobody')).toBeUndefined();
  });

  it('is kept although a response was lost', async () => {
    const store = dynamoKeyStore({ table: TABLE, client: await server.losing() });
    const key = storedKey('lost');
    expect(await store.create(key, 1)).toBe(true);
    expect(await store.find(key.id)).toEqual(key);
  });
});
