import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { jest } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';

/** What handlers find behind the AWS clients: enough of each service for one request, in memory. */
export interface AwsWorld {
  /** Objects by key. */
  objects: Map<string, string | Uint8Array>;
  /** Counters by key. */
  counters: Map<string, number>;
  /** Idempotency keys by table key. */
  idempotencyKeys: Map<string, Record<string, Value | undefined>>;
  /** Votes by board and sort key. */
  votes: Map<string, VoteItem>;
  /** Payloads of asynchronous invocations. */
  invocations: unknown[];
  /** Jobs of events that no worker could take. */
  deadLetters: string[];
  /** Text of the secret with the keys. */
  secret: string;
  /** Every command that was sent, by name. */
  commands: () => string[];
}

export function awsWorld(): AwsWorld {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true); // their log lines
  const world: AwsWorld = {
    objects: new Map(),
    counters: new Map(),
    idempotencyKeys: new Map(),
    votes: new Map(),
    invocations: [],
    deadLetters: [],
    secret: '{}',
    commands: () => clients.flatMap((client) => client.calls().map((call) => call.args[0].constructor.name)),
  };
  const clients = [s3(world), dynamo(world), lambda(world), secrets(world), queue(world)];
  return world;
}

function s3({ objects }: AwsWorld) {
  const mock = mockClient(S3Client);
  mock.on(GetObjectCommand).callsFake(({ Key }: { Key: string }) => {
    const body = objects.get(Key);
    const $metadata = { httpStatusCode: 404 };
    if (body === undefined) throw new NoSuchKey({ message: 'No such key', $metadata });
    return { ETag: '"1"', Body: { transformToByteArray: async () => Buffer.from(body) } };
  });
  mock.on(PutObjectCommand).callsFake((input: { Key: string; Body: Uint8Array; IfNoneMatch?: string }) => {
    if (input.IfNoneMatch === '*' && objects.has(input.Key)) {
      const $metadata = { httpStatusCode: 412 };
      throw new S3ServiceException({ name: 'PreconditionFailed', $fault: 'client', $metadata });
    }
    objects.set(input.Key, input.Body);
    return {};
  });
  mock.on(DeleteObjectCommand).callsFake(({ Key }: { Key: string }) => {
    objects.delete(Key);
    return {};
  });
  mock
    .on(ListObjectsV2Command)
    .callsFake((input: { Prefix: string; StartAfter?: string; MaxKeys: number }) => {
      const keys = [...objects.keys()]
        .filter((key) => key.startsWith(input.Prefix) && key > (input.StartAfter ?? ''))
        .sort();
      return {
        Contents: keys.slice(0, input.MaxKeys).map((Key) => ({ Key })),
        IsTruncated: keys.length > input.MaxKeys,
      };
    });
  return mock;
}

type Value = { N?: string; S?: string };
type Update = {
  Key: { pk: { S: string } };
  ExpressionAttributeValues?: Record<string, Value>;
};

export type VoteItem = Record<'board' | 'key' | 'voter' | 'votedAt' | 'vote', { S: string }>;
type VoteKey = Pick<VoteItem, 'board' | 'key'>;

const voteKeyOf = ({ board, key }: VoteKey) => `${board.S} ${key.S}`;

function dynamo({ counters, idempotencyKeys: keys, votes }: AwsWorld) {
  const refuse = () => {
    throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  };
  const mock = mockClient(DynamoDBClient);
  mock.on(UpdateItemCommand).callsFake(({ Key: { pk }, ExpressionAttributeValues: values = {} }: Update) => {
    if (values[':fingerprint'] !== undefined) {
      if (keys.has(pk.S)) refuse();
      const { ':jobId': jobId, ':fingerprint': fingerprint, ':holder': holder } = values;
      keys.set(pk.S, { jobId, fingerprint, holder, state: values[':pending'] });
    } else if (values[':done'] !== undefined) {
      keys.set(pk.S, { ...keys.get(pk.S), state: values[':done'] });
    } else if (values[':room'] !== undefined) {
      const current = counters.get(pk.S) ?? 0;
      if (current > Number(values[':room'].N)) refuse();
      const sum = current + Number(values[':amount']?.N);
      counters.set(pk.S, sum);
      return { Attributes: { n: { N: String(sum) } } };
    }
    return {};
  });
  mock.on(GetItemCommand).callsFake(({ Key }: { Key: Update['Key'] | VoteKey }) => ({
    Item: 'pk' in Key ? keys.get(Key.pk.S) : votes.get(voteKeyOf(Key)),
  }));
  mock.on(PutItemCommand).callsFake(({ Item }: { Item: VoteItem }) => {
    if (votes.has(voteKeyOf(Item))) refuse();
    votes.set(voteKeyOf(Item), Item);
    return {};
  });
  mock.on(DeleteItemCommand).callsFake(({ Key }: { Key: VoteKey }) => {
    votes.delete(voteKeyOf(Key));
    return {};
  });
  mock
    .on(QueryCommand)
    .callsFake(
      ({
        ExpressionAttributeValues: values,
      }: {
        ExpressionAttributeValues: Record<string, { S: string }>;
      }) => ({
        Items: [...votes.values()].filter(
          ({ board, key, voter }) =>
            (values[':board'] ?? board).S === board.S &&
            key.S.startsWith(values[':prefix']?.S ?? '') &&
            (values[':voter'] ?? voter).S === voter.S,
        ),
      }),
    );
  type Batch = { RequestItems: Record<string, { Keys: { pk: { S: string } }[] }> };
  mock.on(BatchGetItemCommand).callsFake(({ RequestItems }: Batch) => ({
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [
        table,
        Keys.filter(({ pk }) => counters.has(pk.S)).map(({ pk }) => ({
          pk,
          n: { N: String(counters.get(pk.S)) },
        })),
      ]),
    ),
  }));
  return mock;
}

function lambda(world: AwsWorld) {
  const mock = mockClient(LambdaClient);
  mock.on(InvokeCommand).callsFake(({ Payload }: { Payload: string }) => {
    world.invocations.push(JSON.parse(Payload));
    return { StatusCode: 202 };
  });
  return mock;
}

/** Hands out each message once. */
function queue({ deadLetters }: AwsWorld) {
  const mock = mockClient(SQSClient);
  const received = new Set<string>();
  mock.on(ReceiveMessageCommand).callsFake(() => {
    const fresh = deadLetters.filter((jobId) => !received.has(jobId));
    for (const jobId of fresh) received.add(jobId);
    const bodyOf = (jobId: string) => JSON.stringify({ requestPayload: { jobId } });
    return { Messages: fresh.map((jobId) => ({ ReceiptHandle: jobId, Body: bodyOf(jobId) })) };
  });
  mock.on(DeleteMessageCommand).callsFake(({ ReceiptHandle }: { ReceiptHandle: string }) => {
    deadLetters.splice(deadLetters.indexOf(ReceiptHandle), 1);
    return {};
  });
  return mock;
}

function secrets(world: AwsWorld) {
  const mock = mockClient(SecretsManagerClient);
  mock.on(GetSecretValueCommand).callsFake(() => ({ SecretString: world.secret }));
  return mock;
}
