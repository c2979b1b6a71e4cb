import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoKeyStore } from '../aws/dynamo-key-store.ts';
import { dynamoKnownModelsStore } from '../aws/dynamo-known-models-store.ts';
import { dynamoVoteStore } from '../aws/dynamo-vote-store.ts';
import { lambdaDispatcher } from '../aws/lambda-dispatcher.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { sqsDeadLetters } from '../aws/sqs-dead-letters.ts';
import { readSweeperEnv, readVotesEnv } from '../config/env.ts';
import type { Slot } from '../config/slot.ts';
import { resolveSlots } from '../config/slots.ts';
import { isUnlisted } from '../config/unlisted-models.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { deletionStore } from '../store/deletion-store.ts';
import { erasureStore } from '../store/erasure-store.ts';
import { expiryStore } from '../store/expiry-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { keptStore } from '../store/kept-store.ts';
import { linkStore } from '../store/link-store.ts';
import { listStore } from '../store/list-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { expireRuns } from '../usecases/delete-run/expire-runs.ts';
import { finishDeletions } from '../usecases/delete-run/finish-deletions.ts';
import { drainDeadLetters } from '../usecases/end-run/drain-dead-letters.ts';
import { sweep } from '../usecases/end-run/sweep.ts';
import { undoLostAdmissions } from '../usecases/end-run/undo-lost-admissions.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { refreshKnownModels } from '../usecases/models/refresh-known-models.ts';
import { finishErasures } from '../usecases/people/finish-erasures.ts';
import { atStart } from './at-start.ts';
import { readList } from './read-list.ts';

const CACHED_DOCUMENTS = 1000;

const log = createLog('sweeper');

const tools = atStart(() => {
  const { bucket, table, workerFunction, deadLetterQueue, models, privateHosts } = readSweeperEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  return {
    openRuns: openRunStore(objects),
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    images: imageStore(objects),
    kept: keptStore(objects),
    links: linkStore(objects),
    gallery: galleryStore(objects),
    ownRuns: ownRunStore(objects),
    deletions: deletionStore(objects),
    expiries: expiryStore(objects),
    erasures: erasureStore(objects),
    lists: listStore(objects),
    keys: dynamoKeyStore({ table }),
    votes: dynamoVoteStore({ table: readVotesEnv().votesTable }),
    cache: lru<object>(CACHED_DOCUMENTS),
    counters,
    budget: createBudget({ counters, log }),
    deadLetters: sqsDeadLetters({ queueUrl: deadLetterQueue }),
    dispatcher: lambdaDispatcher({ functionName: workerFunction }),
    clock: systemClock,
    log,
    newId: randomUUID,
    // Runs are ended whatever the owner has written into the models.
    slots: resolveSlots({ ...models, now: systemClock.now() }).slots.filter(isUnlisted),
    knownModels: dynamoKnownModelsStore({ table }),
    readList: (slots: readonly Slot[]) => readList(slots, privateHosts),
  };
});

/** Ends runs whose workers did not, and deletes what is to go, every few minutes. @throws if the stores are unavailable; the next pass tries again */
export async function handler(_event: unknown, context: Context): Promise<void> {
  const requestId = context.awsRequestId;
  log.setContext({ requestId });
  const runs = await sweep(tools(), requestId);
  const admissions = await undoLostAdmissions(tools());
  // Last: what it deletes, the steps before may have to read.
  const deadLetters = await drainDeadLetters(tools());
  const expired = await expireRuns(tools());
  const erased = await finishErasures(tools(), requestId);
  const deletions = await finishDeletions(tools());
  log.info('sweep', { ...runs, admissions, deadLetters, expired, erased, deletions });
  await refreshKnownModels(tools());
}
