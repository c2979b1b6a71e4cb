import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../../local/database.ts';
import { type DynamoDb, startDynamoDb } from '../../../local/dynamodb.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const TABLE = {
  TableName: 'counters',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let dynamoDb: DynamoDb;
let server: Server;
let client: DynamoDBClient;

async function start() {
  database = openDatabase(join(folder.path, 'state.db'));
  dynamoDb = await startDynamoDb(database);
  await dynamoDb.createTable(TABLE);
}
/** As after a power cut: nothing is stopped in order. */
async function restart() {
  database.close();
  await start();
}

beforeEach(async () => {
  folder = temporaryFolder();
  await start();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    dynamoDb.handle(request, response, body, operation, JSON.parse(String(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await dynamoDb.stop();
  database.close();
  folder.remove();
});

const key = (name: string) => ({ TableName: 'counters', Key: { pk: { S: name } } });
const add = (name: string) =>
  client.send(
    new UpdateItemCommand({
      ...key(name),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
async function items() {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'counters' }));
  return Object.fromEntries(Items.map(({ pk, n }) => [pk?.S, Number(n?.N)]));
}

describe('items', () => {
  it('are there after a restart as they were last acknowledged, however many there are', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => add(`counter-${index}`)));
    await Promise.all(Array.from({ length: 20 }, () => add('contended')));
    await client.send(
      new PutItemCommand({ TableName: 'counters', Item: { pk: { S: 'put' }, n: { N: '5' } } }),
    );
    await client.send(new PutItemCommand({ TableName: 'counters', Item: { pk: { S: 'gone' } } }));
    await client.send(new DeleteItemCommand(key('gone')));
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          counters: [
            { PutRequest: { Item: { pk: { S: 'batch' }, n: { N: '9' } } } },
            { DeleteRequest: { Key: { pk: { S: 'counter-0' } } } },
          ],
        },
      }),
    );
    const before = await items();
    expect(before).toMatchObject({ contended: 20, put: 5, batch: 9, 'counter-29': 1 });
    expect(Object.keys(before)).toHaveLength(32);
    await restart();
    expect(await items()).toEqual(before);
    await add('contended');
    await restart();
    expect(await items()).toEqual({ ...before, contended: 21 });
  });

  it('are not acknowledged where they could not be kept', async () => {
    await add('kept');
    database.close();
    await expect(add('lost')).rejects.toThrow();
    await start();
    expect(await items()).toEqual({ kept: 1 });
  });
});
