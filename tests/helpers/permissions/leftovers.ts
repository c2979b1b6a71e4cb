import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { s3ObjectStore } from '../../../src/aws/s3-object-store.ts';
import type { StatusResponse } from '../../../src/contract/index.ts';
import { claimStore } from '../../../src/store/claim-store.ts';
import type { JobDocument } from '../../../src/store/documents.ts';
import { imageStore } from '../../../src/store/image-store.ts';
import { jobStore } from '../../../src/store/job-store.ts';
import { openRunStore } from '../../../src/store/open-run-store.ts';
import { admissionMark, hourWindow, tableKeys } from '../../../src/store/table-keys.ts';
import { jobDocument } from '../job-documents.ts';
import { clientOf } from '../local-stack/client.ts';
import { type TestStack, until } from '../local-stack/start.ts';
import { picture } from '../tiny-pictures.ts';

const MINUTE_MS = 60_000;

/** What processes that were killed leave behind, and the sweeper at work on it. @throws if it does not end the runs */
export async function sweepLeftovers(stack: TestStack): Promise<void> {
  const options = { endpoint: stack.awsUrl, region: 'us-east-1', credentials: stack.credentials.owner };
  const [bucket = '', table = ''] = [stack.resources.buckets[0], stack.resources.tables[0]];
  const s3 = new S3Client(options);
  const dynamo = new DynamoDBClient(options);
  const objects = s3ObjectStore({ bucket, client: s3 });
  const counters = dynamoCounterStore({ table, client: dynamo });
  const [jobs, openRuns] = [jobStore(objects), openRunStore(objects)];
  const createdAtMs = Date.now() - 20 * MINUTE_MS;
  const createdAt = new Date(createdAtMs).toISOString();
  const leave = async (changes: Partial<JobDocument>) => {
    const job = jobDocument(2, { jobId: randomUUID(), createdAt, version: 2, ...changes });
    await jobs.create(job);
    return job;
  };

  // One worker stored its picture and died; the other never started.
  const halved = await leave({});
  const [drawn] = halved.models;
  if (drawn === undefined) throw new Error('The run has no model.');
  const times = { startedAt: createdAt, completedAt: createdAt };
  await claimStore(objects).claim(halved.jobId, {
    claimId: 'dead',
    modelId: drawn.id,
    startedAt: createdAt,
    deadline: createdAt,
    requestId: 'dead',
  });
  const type = { contentType: 'image/png', extension: 'png' } as const;
  const origin = { ...times, costUsd: 0.01, sent: {} };
  await imageStore(objects).saveImage(halved.jobId, drawn.id, await picture('png', 64, 48), type, origin);
  await openRuns.open({ jobId: halved.jobId, createdAtMs });

  // A worker ended its run and died before it removed the marker.
  const over = await leave({ models: [] });
  await jobs.end(over.jobId, { endedAt: createdAt });
  await openRuns.open({ jobId: over.jobId, createdAtMs });

  // A request wrote its job and died before it wrote the marker and confirmed its admission.
  const jobId = randomUUID();
  const mark = admissionMark(createdAtMs, jobId, 'lost');
  await leave({ jobId, models: [], admissionId: mark });
  const hour = tableKeys.globalRuns(hourWindow(Date.now()));
  const expiresAt = Math.ceil(Date.now() / 1000) + 3600;
  await counters.add(hour, { amount: 1, limit: 1e9, mark, expiresAt });

  const status: StatusResponse = await until(async () => {
    const found = await clientOf(stack.url).status(halved.jobId);
    return found.endedAt === null ? undefined : found;
  }, 30_000);
  if (status.status !== 'partial') throw new Error(JSON.stringify(status.results));
  await until(async () =>
    (await openRuns.list(10)).every((run) => run.jobId !== over.jobId) ? true : undefined,
  );
  await until(async () =>
    (await counters.marks(hour)).some((left) => left.mark === mark) ? undefined : true,
  );
  s3.destroy();
  dynamo.destroy();
}
