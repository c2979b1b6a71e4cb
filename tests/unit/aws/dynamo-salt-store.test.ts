import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { dynamoSaltStore } from '../../../src/aws/dynamo-salt-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { saltStoreSuite } from '../../suites/salt-store.ts';

const server = dynamoServer();

saltStoreSuite('DynamoDB', async () => dynamoSaltStore({ table: TABLE, client: await server.client() }));

describe('a salt in DynamoDB', () => {
  it('has the expiry of whoever was first, by which DynamoDB deletes it', async () => {
    const client = await server.client();
    const store = dynamoSaltStore({ table: TABLE, client });
    await store.take('expiring', 'first', 2_000_000_000);
    await store.take('expiring', 'second', 2_111_111_111);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: 'expiring' } } }),
    );
    expect(Item).toMatchObject({ expiresAt: { N: '2000000000' } });
  });

  it('is the same although the response was lost after it was stored', async () => {
    const store = dynamoSaltStore({ table: TABLE, client: await server.losing() });
    expect(await store.take('lost', 'first', 2_000_000_000)).toBe('first');
  });
});
