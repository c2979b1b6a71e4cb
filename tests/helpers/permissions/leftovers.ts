import { randomBytes, randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { dynamoVoteStore } from '../../../src/aws/dynamo-vote-store.ts';
import { s3ObjectStore } from '../../../src/aws/s3-object-store.ts';
import type { CancelResponse, StatusResponse, WorkerEvent } from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { claimStore } from '../../../src/store/claim-store.ts';
import { deletionStore } from '../../../src/store/deletion-store.ts';
import type { JobDocument } from '../../../src/store/documents.ts';
import { erasureStore } from '../../../src/store/erasure-store.ts';
import { expiryStore } from '../../../src/store/expiry-store.ts';
import { imageStore } from '../../../src/store/image-store.ts';
import { jobStore } from '../../../src/store/job-store.ts';
import { keptStore } from '../../../src/store/kept-store.ts';
import { linkStore } from '../../../src/store/link-store.ts';
import { listStore } from '../../../src/store/list-store.ts';
import { openRunStore } from '../../../src/store/open-run-store.ts';
import { ownRunStore } from '../../../src/store/own-run-store.ts';
import { resultStore } from '../../../src/store/result-store.ts';
import { admissionMark, hourWindow, tableKeys } from '../../../src/store/table-keys.ts';
import { storedVote } from '../../suites/vote-store.ts';
import { completedDocument, jobDocument } from '../job-documents.ts';
import { listDocument } from '../list-documents.ts';
import { clientOf } from '../local-stack/client.ts';
import { type TestStack, until } from '../local-stack/start.ts';
import { picture } from '../tiny-pictures.ts';
import { invokeWorker } from './requests.ts';

const MINUTE_MS = 60_000;
const RUN_KEY = 'the-key-of-this-run-and-no-other';

/**
 * What processes that were killed leave behind, and the sweeper at work on it.
 * @param wasAsked whether the sweeper has needed a permission for this action
 * @throws if it does not end the runs
 */
export async function sweepLeftovers(stack: TestStack, wasAsked: (action: string) => boolean): Promise<void> {
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
  const savePicture = async (runId: string) => {
    const bytes = await picture('png', 64, 48);
    return imageStore(objects).saveImage({ runId, name: drawn.id }, bytes, type, origin);
  };
  await savePicture(halved.jobId);
  await openRuns.open({ jobId: halved.jobId, createdAtMs });

  // A worker stored its result and died before it showed and settled it.
  const unshown = await leave({ models: [drawn] });
  await claimStore(objects).claim(unshown.jobId, {
    claimId: 'dead',
    modelId: drawn.id,
    startedAt: createdAt,
    deadline: createdAt,
    requestId: 'dead',
  });
  await resultStore(objects).save(unshown.jobId, {
    model: drawn.name,
    modelId: drawn.id,
    provider: drawn.provider,
    status: 'completed',
    imageKey: `images/${halved.jobId}/${drawn.id}.png`,
    width: 64,
    height: 48,
    bytes: 100,
    contentType: 'image/png',
    ...times,
    durationMs: 0,
    requested: {},
    sent: {},
    warnings: [],
  });
  await openRuns.open({ jobId: unshown.jobId, createdAtMs });

  // A worker ended its run and died before it removed the marker.
  const over = await leave({ models: [] });
  await jobs.end(over.jobId, { endedAt: createdAt });
  await openRuns.open({ jobId: over.jobId, createdAtMs });

  await cancelOne();

  // A request wrote its job and died before it wrote the marker and confirmed its admission.
  const jobId = randomUUID();
  const mark = admissionMark(createdAtMs, jobId, 'lost');
  await leave({ jobId, models: [], admissionId: mark });
  const hour = tableKeys.globalRuns(hourWindow(Date.now()));
  const expiresAt = Math.ceil(Date.now() / 1000) + 3600;
  await counters.add(hour, { amount: 1, limit: 1e9, mark, expiresAt });

  // The drive killed a worker whose event is in the dead-letter queue; somebody has ended its run since.
  for (const { jobId } of (await openRuns.list(100)).runs) {
    if (jobId !== halved.jobId && jobId !== unshown.jobId) await jobs.end(jobId, { endedAt: createdAt });
  }

  await deleteOne();

  // A run was deleted while a worker adopted its picture, and another one long ago.
  const adopted = await leave({ models: [drawn] });
  const deletion = (jobId: string) => ({
    jobId,
    createdAt,
    deletedAt: createdAt,
    runKeyHash: sha256Hex(RUN_KEY),
    visibility: 'listed' as const,
  });
  const { jobId: _jobId, ...deleted } = deletion(adopted.jobId);
  await jobs.saveState(adopted.jobId, deleted);
  await invokeWorker(stack, adoptionOf(adopted, drawn.id, await savePicture(adopted.jobId)));
  const forgotten = await leave({});
  await savePicture(forgotten.jobId);
  await keptStore(objects).keep(forgotten, [
    { name: drawn.id, key: `images/${forgotten.jobId}/${drawn.id}.png` },
  ]);
  const deletions = deletionStore(objects);
  await linkStore(objects).add(linkTo(forgotten.jobId));
  await deletions.begin(deletion(forgotten.jobId));

  // The time of a run is over.
  const expiries = expiryStore(objects);
  const expired = await leave({ expiresAt: createdAt });
  await expiries.add({ jobId: expired.jobId, expiresAt: createdAt });

  // A request that was to delete everything of somebody died before it had begun.
  const runKeyHash = sha256Hex('the-key-of-somebody-who-leaves');
  const left = await leave({ runKeyHash });
  await ownRunStore(objects).add(runKeyHash, { jobId: left.jobId, createdAtMs });
  const lists = listStore(objects);
  const list = listDocument({ createdAt, runKeyHash });
  await lists.create(list);
  const votes = dynamoVoteStore({
    table: stack.resources.tables.find((name) => name.includes('Votes')) ?? '',
    client: dynamo,
  });
  await votes.add(storedVote({ voter: runKeyHash, jobId: left.jobId, votedAt: createdAt }));
  const erasures = erasureStore(objects);
  const requestedAtMs = Date.now() - 10 * MINUTE_MS;
  await erasures.begin({ index: runKeyHash, requestedAtMs });

  /** A run that nobody works on; all attempts but one were counted as settled, the first before its result was stored. */
  async function leaveOpen(models = jobDocument(2).models): Promise<string> {
    const young = Date.now();
    const { jobId: id } = await leave({
      models,
      createdAt: new Date(young).toISOString(),
      runKeyHash: sha256Hex(RUN_KEY),
    });
    await openRuns.open({ jobId: id, createdAtMs: young });
    const settled = { amount: 1, limit: models.length, expiresAt: Math.ceil(young / 1000) + 3600 };
    for (const mark of ['1-a', '3-c'].slice(0, models.length - 1)) {
      await counters.add(tableKeys.settledAttempts(id), { ...settled, mark });
    }
    return id;
  }

  async function deleteOne() {
    const id = await leaveOpen(jobDocument(3).models);
    await savePicture(id);
    await resultStore(objects).save(id, {
      ...completedDocument('3-c'),
      imageKey: `images/${id}/${drawn?.id}.png`,
    });
    const listed = await fetch(`${stack.url}/runs/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-run-key': RUN_KEY },
      body: JSON.stringify({ visibility: 'listed', expiresInDays: 7 }),
    });
    if (listed.status !== 200) throw new Error(await listed.text());
    await linkStore(objects).add(linkTo(id));
    const reply = await fetch(`${stack.url}/runs/${id}`, {
      method: 'DELETE',
      headers: { 'x-run-key': RUN_KEY },
    });
    if (reply.status !== 202) throw new Error(await reply.text());
  }

  async function cancelOne() {
    const id = await leaveOpen();
    const reply = await fetch(`${stack.url}/runs/${id}/cancel`, {
      method: 'POST',
      headers: { 'x-run-key': RUN_KEY },
    });
    const answer = (await reply.json()) as CancelResponse;
    if (reply.status !== 202 || answer.closed?.length !== 2) throw new Error(JSON.stringify(answer));
  }

  const status: StatusResponse = await until(async () => {
    const found = await clientOf(stack.url).status(halved.jobId);
    return found.endedAt === null ? undefined : found;
  }, 30_000);
  if (status.status !== 'partial') throw new Error(JSON.stringify(status.results));
  await until(async () =>
    (await openRuns.list(10)).runs.every((run) => run.jobId !== over.jobId) ? true : undefined,
  );
  await until(async () =>
    (await counters.marks(hour)).some((left) => left.mark === mark) ? undefined : true,
  );
  await until(async () =>
    (await deletions.list()).some(({ jobId: id }) => id === forgotten.jobId) ? undefined : true,
  );
  await until(async () => ((await expiries.due(Date.now(), 10)).length === 0 ? true : undefined));
  await until(async () =>
    (await erasures.list()).some((erasure) => erasure.requestedAtMs === requestedAtMs) ? undefined : true,
  );
  if ((await lists.find(list.listId)) !== undefined) throw new Error('A list of somebody who left is there.');
  // The sweeper logs at the end of a pass what it found.
  await until(() => (wasAsked('sqs:DeleteMessage') && wasAsked('logs:PutLogEvents')) || undefined);
  s3.destroy();
  dynamo.destroy();
}

const linkTo = (jobId: string) => ({
  linkId: randomBytes(16).toString('base64url'),
  jobId,
  createdAt: new Date().toISOString(),
  withPrompt: false,
  withCosts: false,
});

function adoptionOf(job: JobDocument, modelId: string, imageKey: string): WorkerEvent {
  const { jobId, prompt, parameters, createdAt, correlationId, models } = job;
  return {
    jobId,
    modelId,
    prompt,
    parameters,
    createdAt,
    totalModels: models.length,
    reservedUsd: 0,
    correlationId,
    adopt: { imageKey, attempt: 1, thumbnail: true },
  };
}
