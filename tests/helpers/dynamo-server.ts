import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from '@jest/globals';
import dynalite from 'dynalite';
import { loadTemplate } from '../../local/template/load.ts';

/** Names of the tables that `dynamoServer` has. */
export const TABLE = 'counters';
export const VOTES_TABLE = 'votes';

/** dynalite in this process with both tables, for a test file; stopped after its last test. */
export function dynamoServer() {
  const server = dynalite({ createTableMs: 0 });
  const started = start();

  async function start(): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = clientOf(endpoint, (send) => send());
    await client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    );
    await client.send(new CreateTableCommand(votesTable()));
    return endpoint;
  }

  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  return {
    /** A client, each of whose attempts goes through `answer`. */
    async client(answer: Answer = (send) => send()) {
      return clientOf(await started, answer);
    },
    /** A client that loses the response of its first request, after it was applied, and then repeats it. */
    async losing() {
      let requests = 0;
      return clientOf(await started, async (send) => {
        const reply = await send();
        if (requests++ > 0) return reply;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
      });
    },
  };
}

type Answer = (send: () => Promise<unknown>) => Promise<unknown>;

function clientOf(endpoint: string, answer: Answer) {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 3,
  });
  client.middlewareStack.add(
    (next) => async (args) => (await answer(() => next(args))) as Awaited<ReturnType<typeof next>>,
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}

/** As the template has it. */
export function votesTable(name = VOTES_TABLE): CreateTableCommandInput {
  const template = loadTemplate('template.yaml');
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } =
    template.resources.VotesTable?.Properties ?? {};
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
  } as CreateTableCommandInput;
}
