import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from '@jest/globals';
import dynalite from 'dynalite';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { counterStoreSuite } from '../../suites/counter-store.ts';

const TABLE = 'counters';
const server = dynalite({ createTableMs: 0 });
const started = start();

async function start(): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await clientOf(endpoint).send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  return endpoint;
}

function clientOf(
  endpoint: string,
  answer: (send: () => Promise<unknown>) => Promise<unknown> = (send) => send(),
) {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 3,
  });
  client.middlewareStack.add(
    (next) => async (args) => (await answer(() => next(args))) as Awaited<ReturnType<typeof next>>,
    {
      step: 'finalizeRequest',
      priority: 'low',
    },
  );
  return client;
}

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

counterStoreSuite('DynamoDB', async () =>
  dynamoCounterStore({ table: TABLE, client: clientOf(await started) }),
);

describe('the DynamoDB counters when an answer is lost after the update was applied', () => {
  const losing = async () => {
    let lost = 0;
    const client = clientOf(await started, async (send) => {
      const reply = await send();
      if (lost++ > 0) return reply;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    });
    return dynamoCounterStore({ table: TABLE, client });
  };
  const steady = async () => dynamoCounterStore({ table: TABLE, client: clientOf(await started) });

  it('takes back once only', async () => {
    await (await steady()).addWithin('lost-subtract', 10, 10, 2_000_000_000);
    await (await losing()).subtract('lost-subtract', 3);
    expect(await (await steady()).read(['lost-subtract'])).toEqual([7]);
  });

  it('may count an addition twice, and never lets more through for it', async () => {
    await (await losing()).addWithin('lost-add', 1, 2, 2_000_000_000);
    const store = await steady();
    expect(await store.read(['lost-add'])).toEqual([2]);
    expect(await store.addWithin('lost-add', 1, 2, 2_000_000_000)).toEqual({ admitted: false });
  });

  it('throws when the store cannot be asked', async () => {
    const client = clientOf(await started, () => Promise.reject(new Error('no answer')));
    const store = dynamoCounterStore({ table: TABLE, client });
    await expect(store.addWithin('unreachable', 1, 2, 2_000_000_000)).rejects.toThrow('no answer');
    await expect(store.subtract('unreachable', 1)).rejects.toThrow('no answer');
    await expect(store.read(['unreachable'])).rejects.toThrow('no answer');
  });
});
