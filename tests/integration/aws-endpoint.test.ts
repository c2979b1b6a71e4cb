import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DynamoDBClient, ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credentials } from '../../local/credentials.ts';
import { dynamoCounterStore } from '../../src/aws/dynamo-counter-store.ts';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import {
  SMALL_TEMPLATE,
  startTestStack,
  type TestStack,
  temporaryFolder,
  until,
} from '../helpers/local-stack/start.ts';
import { counterStoreSuite } from '../suites/counter-store.ts';
import { objectStoreSuite } from '../suites/object-store.ts';

const KEY = 'sk-"quoted"\\and back';
const folder = temporaryFolder();
let stack: TestStack;
let s3: S3Client;
let lambda: LambdaClient;
let dynamo: DynamoDBClient;
let secrets: SecretsManagerClient;
let bucket: string;
/** What the endpoint does to the next calls of one service. */
let disturbed: { service: string; how: 'refuse' | 'lose' } | undefined;

const optionsFor = (credentials: Credentials) => ({
  endpoint: stack.awsUrl,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

beforeAll(async () => {
  stack = await startTestStack({
    templateFile: SMALL_TEMPLATE,
    stateDir: folder.path,
    parameters: { Key: KEY },
    retryDelaysMs: [20],
    disturb: async ({ service }) => (service === disturbed?.service ? disturbed.how : undefined),
  });
  bucket = stack.resources.buckets[0] ?? '';
  const options = optionsFor(stack.credentials.owner);
  s3 = new S3Client(options);
  lambda = new LambdaClient(options);
  dynamo = new DynamoDBClient(options);
  secrets = new SecretsManagerClient(options);
}, 120_000);

afterAll(async () => {
  for (const client of [s3, lambda, dynamo, secrets]) client?.destroy();
  await stack?.stop();
  folder.remove();
});

objectStoreSuite('the local S3', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'suite' }));
  return s3ObjectStore({ bucket: 'suite', client: s3 });
});

counterStoreSuite('the local DynamoDB', () =>
  dynamoCounterStore({ table: stack.resources.tables[0] ?? '', client: dynamo }),
);

const put = (Key: string, Body: string | Buffer | Readable, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));
const failure = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (reason) => reason,
  );
  const status =
    error instanceof Error && '$metadata' in error
      ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode
      : 0;
  return { name: error instanceof Error ? error.name : undefined, status };
};

describe('the local S3', () => {
  it('is addressed by path because the endpoint is a number', async () => {
    const client = new S3Client(optionsFor(stack.credentials.owner));
    let path = '';
    client.middlewareStack.add(
      (next) => (input) => {
        path = String(Reflect.get(Object(input.request), 'path'));
        return next(input);
      },
      { step: 'finalizeRequest' },
    );
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    client.destroy();
    expect(path).toBe(`/${bucket}/`);
  });

  it('keeps bytes, type, encoding, cache header and metadata', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    await put('kept', bytes, {
      ContentType: 'image/png',
      CacheControl: 'max-age=9',
      ContentEncoding: 'identity',
      Metadata: { colour: 'red' },
    });
    const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'kept' }));
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).toEqual(bytes);
    expect(found).toMatchObject({
      ContentType: 'image/png',
      CacheControl: 'max-age=9',
      ContentEncoding: 'identity',
      ContentLength: 4,
      Metadata: { colour: 'red' },
    });
  });

  it('unpacks streamed bodies and verifies the trailing checksum', async () => {
    const text = 'streamed '.repeat(20_000);
    await put('streamed', Readable.from([Buffer.from(text)]), { ContentLength: text.length });
    const found = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: 'streamed', ChecksumMode: 'ENABLED' }),
    );
    expect(await found.Body?.transformToString()).toBe(text);
    expect(found.ContentEncoding).toBeUndefined();
    expect(found.ChecksumCRC32).toBeDefined();
  });

  it('takes bodies of several megabytes after 100-continue', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024, 7);
    await put('large', bytes);
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'large' }));
    expect(ContentLength).toBe(bytes.length);
  });

  it.each(['CRC32C', 'SHA1', 'SHA256'] as const)('verifies %s', async (ChecksumAlgorithm) => {
    await expect(put(`sum-${ChecksumAlgorithm}`, 'text', { ChecksumAlgorithm })).resolves.toBeDefined();
    expect(await failure(put('bad', 'text', { [`Checksum${ChecksumAlgorithm}`]: 'AAAAAA==' }))).toMatchObject(
      { status: 400 },
    );
  });

  it('refuses a wrong Content-MD5 and stores nothing', async () => {
    expect(await failure(put('md5', 'text', { ContentMD5: Buffer.alloc(16).toString('base64') }))).toEqual({
      name: 'BadDigest',
      status: 400,
    });
    expect(await failure(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'md5' })))).toMatchObject({
      status: 404,
    });
  });

  it('evaluates conditions as S3 does', async () => {
    await put('condition', 'one');
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'condition' }));
    expect(await failure(put('condition', 'two', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    expect(await failure(put('condition', 'two', { IfMatch: '"other"' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    expect(await failure(put('nothing', 'two', { IfMatch: ETag }))).toEqual({
      name: 'NoSuchKey',
      status: 404,
    });
    expect(await failure(put('condition', 'two', { IfNoneMatch: ETag }))).toMatchObject({ status: 501 });
    const get = (conditions: object) =>
      s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'condition', ...conditions }));
    expect(await failure(get({ IfNoneMatch: ETag }))).toMatchObject({ status: 304 });
    expect(await failure(get({ IfMatch: '"other"' }))).toMatchObject({ status: 412 });
    await expect(put('condition', 'two', { IfMatch: ETag })).resolves.toBeDefined();
    expect(
      await failure(s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'condition', IfMatch: ETag }))),
    ).toMatchObject({ status: 412 });
  });

  it('lets exactly one of many simultaneous creators win', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => put('race', `${index}`, { IfNoneMatch: '*' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('sends parts of an object', async () => {
    await put('range', '0123456789');
    const part = async (Range: string) => {
      const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'range', Range }));
      return [await found.Body?.transformToString(), found.ContentRange];
    };
    expect(await part('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
    expect(await part('bytes=7-')).toEqual(['789', 'bytes 7-9/10']);
    expect(await part('bytes=-2')).toEqual(['89', 'bytes 8-9/10']);
    expect(await failure(part('bytes=10-'))).toEqual({ name: 'InvalidRange', status: 416 });
  });

  it('lists by page, by prefix and by folder, in the order of UTF-8 bytes', async () => {
    const names = [
      'ä',
      'a b+c',
      '\u{1f98a}',
      '\ufffd',
      'Z',
      'quote\'&<>"',
      'line\nbreak',
      'x/1',
      'x/2',
      'x/y/3',
      '..',
      'a//b',
    ];
    await Promise.all(names.map((name) => put(`list/${name}`, name)));
    const inOrder = names
      .map((name) => `list/${name}`)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: 'list/',
          MaxKeys: 5,
          EncodingType: 'url',
          ...(ContinuationToken ? { ContinuationToken } : {}),
        }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key }) => decodeURIComponent(Key ?? '')));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(keys).toEqual(inOrder);

    const folders = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: 'list/x/', Delimiter: '/' }),
    );
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['list/x/1', 'list/x/2']);
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'list/x/y/' }]);
    const after = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: 'list/x/', StartAfter: 'list/x/1' }),
    );
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['list/x/2', 'list/x/y/3']);
    expect(
      await failure(s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: 'nonsense' }))),
    ).toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('deletes one, many and what is not there', async () => {
    await put('many/1', 'x');
    await put('many/2', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'never' }));
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: [{ Key: 'many/1' }, { Key: 'many/2' }] },
      }),
    );
    expect(Deleted).toEqual([{ Key: 'many/1' }, { Key: 'many/2' }]);
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'many/' }));
    expect(KeyCount).toBe(0);
  });

  it('copies, and keeps or replaces what describes the object', async () => {
    await put('source', 'text', { ContentType: 'text/css', Metadata: { a: '1' } });
    const copy = (Key: string, more: object = {}) =>
      s3.send(new CopyObjectCommand({ Bucket: bucket, Key, CopySource: `${bucket}/source`, ...more }));
    await copy('same');
    await copy('other', { MetadataDirective: 'REPLACE', ContentType: 'text/plain' });
    const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
    expect(await head('same')).toMatchObject({ ContentType: 'text/css', Metadata: { a: '1' } });
    expect(await head('other')).toMatchObject({ ContentType: 'text/plain' });
    expect(await head('other')).toHaveProperty('Metadata', {});
  });

  it('has buckets of its own', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'another' }));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(expect.arrayContaining(['another', bucket]));
    expect(await failure(s3.send(new DeleteBucketCommand({ Bucket: bucket })))).toEqual({
      name: 'BucketNotEmpty',
      status: 409,
    });
    await s3.send(new DeleteBucketCommand({ Bucket: 'another' }));
    expect(await failure(s3.send(new HeadBucketCommand({ Bucket: 'another' })))).toMatchObject({
      status: 404,
    });
  });

  it('names the operation that it does not support', async () => {
    const multipart = s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'x' }));
    await expect(multipart).rejects.toThrow('CreateMultipartUpload is not implemented by the local S3.');
    await expect(put('x', 'x', { Tagging: 'a=b' })).rejects.toThrow('PutObject with x-amz-tagging');
  });
});

describe('strangers', () => {
  const invocation = () => `/2015-03-31/functions/${stack.resources.functions.JobFunction}/invocations`;
  const ask = async (path: string, init?: RequestInit) =>
    (await fetch(`${stack.awsUrl}${path}`, init)).status;

  it('who do not sign, or claim a signature in the query, are refused by every service', async () => {
    const claim = 'X-Amz-Credential=a/20260101/us-east-1/lambda/aws4_request';
    const target = (name: string) => ({ method: 'POST', body: '{}', headers: { 'x-amz-target': name } });
    expect({
      read: await ask(`/${bucket}/kept`),
      delete: await ask(`/${bucket}?delete`, { method: 'POST', body: '<Delete/>' }),
      invoke: await ask(invocation(), { method: 'POST', body: '{}' }),
      claim: await ask(`${invocation()}?${claim}`, { method: 'POST', body: '{}' }),
      table: await ask('/', target('DynamoDB_20120810.ListTables')),
      secret: await ask('/', target('secretsmanager.ListSecrets')),
    }).toEqual({ read: 403, delete: 403, invoke: 403, claim: 403, table: 403, secret: 403 });
  });

  it('who sign with another secret or an unknown key are refused by every service', async () => {
    const { accessKeyId } = stack.credentials.owner;
    const wrong = [
      { accessKeyId, secretAccessKey: 'any' },
      { accessKeyId: 'AKIASOMEBODYELSE1234', secretAccessKey: stack.credentials.owner.secretAccessKey },
    ];
    for (const credentials of wrong) {
      const options = optionsFor(credentials);
      const clients = [
        new S3Client(options),
        new LambdaClient(options),
        new DynamoDBClient(options),
        new SecretsManagerClient(options),
      ] as const;
      const [otherS3, otherLambda, otherDynamo, otherSecrets] = clients;
      const statuses = await Promise.all([
        failure(otherS3.send(new ListBucketsCommand({}))),
        failure(otherLambda.send(new InvokeCommand({ FunctionName: stack.resources.functions.JobFunction }))),
        failure(otherDynamo.send(new ListTablesCommand({}))),
        failure(otherSecrets.send(new ListSecretsCommand({}))),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
      for (const client of clients) client.destroy();
    }
  });

  it('on pages of other sites are refused on both ports, whatever they ask for', async () => {
    const asPage = (url: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request(url, { headers }, (response) => resolve(response.statusCode));
        sent.on('error', reject);
        sent.end();
      });
    for (const url of [stack.url, stack.awsUrl]) {
      for (const path of ['/', '/echo/x', '/images/x', `/${bucket}/kept`, '/nothing']) {
        const pages = [
          { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
          { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
          { origin: 'null' },
          { 'sec-fetch-site': 'cross-site' },
        ];
        const statuses = await Promise.all(pages.map((headers) => asPage(url + path, headers)));
        expect({ path, statuses }).toEqual({ path, statuses: [403, 403, 403, 403] });
        expect(await asPage(url + path, { host: 'evil.example' })).toBe(421);
      }
    }
  });
});

describe('signatures', () => {
  /** A request as the SDK signs it, to be sent otherwise. */
  async function signed(credentials: Credentials, body: string) {
    const client = new S3Client(optionsFor(credentials));
    let headers: Record<string, string> = {};
    client.middlewareStack.add(
      () => async (input) => {
        headers = Reflect.get(Object(input.request), 'headers');
        throw new Error('not sent');
      },
      { step: 'deserialize' },
    );
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'echo/late', Body: body })).catch(() => {});
    client.destroy();
    return {
      headers,
      method: 'PUT',
      host: '127.0.0.1',
      port: new URL(stack.awsUrl).port,
      path: `/${bucket}/echo/late?x-id=PutObject`,
    };
  }

  function send(
    { headers, ...options }: Awaited<ReturnType<typeof signed>>,
    parts: string[],
    between = () => {},
  ) {
    return new Promise<number | undefined>((resolve, reject) => {
      const sending = request({ ...options, headers }, (response) => resolve(response.statusCode));
      sending.on('error', reject);
      sending.write(parts[0]);
      setTimeout(() => {
        between();
        sending.end(parts[1]);
      }, 50);
    });
  }

  it('cover the body', async () => {
    const call = await signed(stack.credentials.owner, 'one two');
    expect(await send(call, ['one ', 'six'])).toBe(400);
    expect(await send(call, ['one ', 'two'])).toBe(200);
  });

  it('are worth nothing once the credentials are revoked, in the middle of a body too', async () => {
    const { revoke, ...credentials } = stack.credentials.ofFunction('EchoFunction');
    const call = await signed(credentials, 'one two');
    expect(await send(call, ['one ', 'two'])).toBe(200);
    expect(await send(call, ['one ', 'two'], revoke)).toBe(403);
    expect(await send(call, ['one ', 'two'])).toBe(403);
  });
});

describe('the local Lambda', () => {
  const invoke = (FunctionName: string, payload: unknown, more: object = {}) =>
    lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload), ...more }));
  const echo = () => stack.resources.functions.EchoFunction ?? '';
  const job = () => stack.resources.functions.JobFunction ?? '';
  const lines = (file: string) => readFileSync(file, 'utf8').trim().split('\n');

  it('runs a function and returns its result', async () => {
    const file = join(folder.path, 'direct.txt');
    const { StatusCode, Payload, FunctionError } = await invoke(job(), { file, text: 'direct' });
    expect(StatusCode).toBe(200);
    expect(FunctionError).toBeUndefined();
    expect(JSON.parse(Payload?.transformToString() ?? '')).toEqual({ done: 'direct' });
  });

  it.each([
    ['throw', 'Error', 'thrown on purpose'],
    ['exit', 'Runtime.ExitError', 'exit status 3'],
    ['hang', 'Sandbox.Timedout', 'Task timed out after 2.00 seconds'],
  ])('reports a function that does %s', async (name, errorType, message) => {
    const { StatusCode, Payload, FunctionError } = await invoke(echo(), { pathParameters: { name } });
    expect([StatusCode, FunctionError]).toEqual([200, 'Unhandled']);
    expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({
      errorType,
      errorMessage: expect.stringContaining(message),
    });
  });

  it('gives a function its own environment and nothing of the parent', async () => {
    const { Payload } = await invoke(echo(), { pathParameters: { name: 'environment' } });
    const environment: Record<string, string> = JSON.parse(Payload?.transformToString() ?? '');
    expect(environment).toMatchObject({
      GREETING: 'hello',
      BUCKET_NAME: bucket,
      JOBS_FUNCTION: job(),
      AWS_ENDPOINT_URL: stack.awsUrl,
      AWS_LAMBDA_FUNCTION_NAME: echo(),
    });
    expect(environment).not.toHaveProperty('PATH');
    expect(environment).not.toHaveProperty('KEY');
  });

  it('accepts an event, runs it later and gives it up after its retries', async () => {
    const file = join(folder.path, 'events.txt');
    const reply = await invoke(job(), { file, text: 'event', fail: true }, { InvocationType: 'Event' });
    expect(reply.StatusCode).toBe(202);
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
    expect(lines(file)).toEqual(['event', 'event']);
    const sqs = new SQSClient({ ...optionsFor(stack.credentials.owner), useQueueUrlAsEndpoint: false });
    const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/pixel-prompt-local-Letters';
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
      requestContext: {
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
        functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${job()}:$LATEST`,
      },
      requestPayload: { file, text: 'event' },
      responsePayload: { errorMessage: 'failed on purpose' },
    });
    const ReceiptHandle = Messages[0]?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    sqs.destroy();
  });

  it('finds functions by ARN and alias, and says when there is none', async () => {
    const arn = `arn:aws:lambda:us-east-1:123456789012:function:${echo()}:live`;
    expect((await invoke(arn, {})).StatusCode).toBe(200);
    expect(await failure(invoke('nobody', {}))).toEqual({ name: 'ResourceNotFoundException', status: 404 });
    const broken = lambda.send(new InvokeCommand({ FunctionName: echo(), Payload: '{' }));
    expect(await failure(broken)).toEqual({ name: 'InvalidRequestContentException', status: 400 });
  });
});

describe('the local Secrets Manager', () => {
  it('holds the secret of the template with keys of any characters', async () => {
    const SecretId = stack.resources.secrets[0] ?? '';
    const { SecretString, Name } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    expect(JSON.parse(SecretString ?? '')).toEqual({ key: KEY });
    const { SecretList } = await secrets.send(new ListSecretsCommand({}));
    expect(SecretList).toMatchObject([{ ARN: SecretId, Name }]);
    expect(await secrets.send(new DescribeSecretCommand({ SecretId: Name ?? '' }))).toMatchObject({
      ARN: SecretId,
    });
    expect(await failure(secrets.send(new GetSecretValueCommand({ SecretId: 'other' })))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('permissions', () => {
  const asFunction = () => optionsFor(stack.credentials.ofFunction('EchoFunction'));

  it('allow a function in S3 what its policy allows, and nothing else', async () => {
    const own = new S3Client(asFunction());
    const putAs = (Key: string, more: object = {}) =>
      own.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x', ...more }));
    const list = (Prefix: string) => own.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    await expect(putAs('echo/1')).resolves.toBeDefined();
    expect(await failure(putAs('elsewhere/1'))).toEqual({ name: 'AccessDenied', status: 403 });
    expect((await list('echo/1')).KeyCount).toBe(1);
    expect(await failure(list('other/'))).toEqual({ name: 'AccessDenied', status: 403 });
    expect(await failure(own.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'echo/1' })))).toMatchObject(
      { status: 403 },
    );
    // Only those who may list the whole bucket learn that a key is missing.
    expect(await failure(own.send(new GetObjectCommand({ Bucket: bucket, Key: 'echo/none' })))).toMatchObject(
      { status: 403 },
    );
    // The store asks again in a way that it may.
    expect(await s3ObjectStore({ bucket, client: own }).get('echo/none')).toBeUndefined();
    own.destroy();
  });

  it('hold for DynamoDB, Lambda and Secrets Manager too', async () => {
    const table = stack.resources.tables[0] ?? '';
    const clients = [
      new DynamoDBClient(asFunction()),
      new LambdaClient(asFunction()),
      new SecretsManagerClient(asFunction()),
    ] as const;
    const [ownDynamo, ownLambda, ownSecrets] = clients;
    const update = new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: 'permission' } },
      UpdateExpression: 'SET n = :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await expect(ownDynamo.send(update)).resolves.toBeDefined();
    expect(await failure(ownDynamo.send(new ListTablesCommand({})))).toMatchObject({
      name: 'AccessDeniedException',
    });
    const invoke = new InvokeCommand({ FunctionName: stack.resources.functions.JobFunction ?? '' });
    expect(await failure(ownLambda.send(invoke))).toEqual({ name: 'AccessDeniedException', status: 403 });
    const read = new GetSecretValueCommand({ SecretId: stack.resources.secrets[0] ?? '' });
    expect(await failure(ownSecrets.send(read))).toMatchObject({ name: 'AccessDeniedException' });
    for (const client of clients) client.destroy();
  });

  it('that nothing needed are reported', () => {
    const unused = stack.unusedStatements();
    expect(unused.filter((label) => label.includes('s3:'))).toEqual([]);
  });
});

describe('disturbances, for fault tests', () => {
  const whileDisturbed = async (service: string, how: 'refuse' | 'lose', call: () => Promise<unknown>) => {
    disturbed = { service, how };
    try {
      return await failure(call());
    } finally {
      disturbed = undefined;
    }
  };
  const count = () =>
    dynamo.send(
      new UpdateItemCommand({
        TableName: stack.resources.tables[0] ?? '',
        Key: { pk: { S: 'disturbed' } },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: 'UPDATED_NEW',
      }),
    );

  it('refuse a call without doing anything', async () => {
    expect(await whileDisturbed('s3', 'refuse', () => put('refused', 'x'))).toEqual({
      name: 'SlowDown',
      status: 503,
    });
    expect(await failure(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'refused' })))).toMatchObject({
      status: 404,
    });
    expect(await whileDisturbed('dynamodb', 'refuse', count)).toMatchObject({ status: 500 });
  });

  it('do the work and lose the answer', async () => {
    expect((await whileDisturbed('s3', 'lose', () => put('lost', 'x'))).name).toBeDefined();
    expect(await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'lost' }))).toMatchObject({
      ContentLength: 1,
    });
    expect((await whileDisturbed('dynamodb', 'lose', count)).name).toBeDefined();
    expect((await count()).Attributes).toEqual({ n: { N: '2' } });
  });
});
