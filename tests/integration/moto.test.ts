import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { dynamoCounterStore } from '../../src/aws/dynamo-counter-store.ts';
import { dynamoVoteStore } from '../../src/aws/dynamo-vote-store.ts';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import { addressHash } from '../../src/lib/address.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { dayWindow, hourWindow, monthWindow, tableKeys } from '../../src/store/table-keys.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { votesTable } from '../helpers/dynamo-server.ts';
import { input, jobWorld } from '../helpers/job-world.ts';
import { counterStoreSuite } from '../suites/counter-store.ts';
import { keptStoreSuite } from '../suites/kept-store.ts';
import { listStoreSuite } from '../suites/list-store.ts';
import { objectStoreSuite } from '../suites/object-store.ts';
import { voteStoreSuite } from '../suites/vote-store.ts';

/**
 * An independent judge of the AWS adapters: moto's server, which the continuous integration starts
 * (`moto_server -p 5000`) and names in MOTO_ENDPOINT.
 */
const endpoint = process.env.MOTO_ENDPOINT;

/** No request's time runs out while moto's server works. */
const standingClock = (now: number): Clock => ({
  now: () => now,
  sleep: (_milliseconds, signal) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
});

if (endpoint === undefined) {
  it('moto is asked only where MOTO_ENDPOINT names its server', () => {
    expect(process.env).not.toHaveProperty('MOTO_ENDPOINT');
  });
} else {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const name = `suite-${Date.now().toString(36)}`;

  const bucketOf = async (bucket: string) => {
    const client = new S3Client({ ...options, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return s3ObjectStore({ bucket, client });
  };

  objectStoreSuite('S3 on moto', () => bucketOf(name));
  listStoreSuite('S3 on moto', () => bucketOf(`lists-${name}`));
  keptStoreSuite('S3 on moto', () => bucketOf(`kept-${name}`));

  const counterTable = async (table: string) => {
    await new DynamoDBClient(options).send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    );
    // Few connections each: moto's server serves one after the other and has room for a hundred that wait.
    const requestHandler = { httpAgent: { maxSockets: 10 } };
    return () => dynamoCounterStore({ table, client: new DynamoDBClient({ ...options, requestHandler }) });
  };

  counterStoreSuite('DynamoDB on moto', async () => (await counterTable(name))());

  voteStoreSuite('DynamoDB on moto', async () => {
    const client = new DynamoDBClient(options);
    const table = `votes-${name}`;
    await client.send(new CreateTableCommand(votesTable(table)));
    return dynamoVoteStore({ table, client });
  });

  const RUN_USD = 0.08;
  describe.each([
    { what: 'runs per hour', limits: { globalPerHour: 50 }, code: 'RATE_LIMITED' },
    { what: 'runs per day of one address', limits: { perAddressPerDay: 50 }, code: 'RATE_LIMITED' },
    { what: 'dollars per day', limits: { dailyBudgetUsd: 50 * RUN_USD }, code: 'BUDGET_EXHAUSTED' },
  ])('500 simultaneous runs on ten instances against a limit of $what', ({ limits, code }) => {
    it('are admitted exactly fifty times, and the others count nowhere', async () => {
      const world = jobWorld({ limits });
      const connect = await counterTable(`exact-${randomUUID()}`);
      const instances = Array.from({ length: 10 }, () => {
        const counters = connect();
        const { log } = world;
        return world.container({
          clock: standingClock(world.clock.now()),
          rateLimiter: createRateLimiter({ counters, log }),
          budget: createBudget({ counters, log }),
        });
      });
      const outcomes = await Promise.allSettled(
        instances.flatMap((create) => Array.from({ length: 50 }, () => create(input()))),
      );
      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      );
      expect(refusals).toEqual(Array(450).fill(code));
      expect(new Set(world.dispatched.map(({ jobId }) => jobId)).size).toBe(50);
      const now = world.clock.now();
      const counts = await connect().read([
        tableKeys.globalRuns(hourWindow(now)),
        tableKeys.addressRuns(addressHash('salt-1', input().address), dayWindow(now)),
        tableKeys.spend(dayWindow(now)),
        tableKeys.spend(monthWindow(now)),
      ]);
      expect(counts).toEqual([50, 50, 50 * RUN_USD * 1_000_000, 50 * RUN_USD * 1_000_000]);
    }, 120_000);
  });
}
