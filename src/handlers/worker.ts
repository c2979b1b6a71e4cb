import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoTimesStore } from '../aws/dynamo-times-store.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readSecret } from '../aws/secret.ts';
import { readWorkerEnv } from '../config/env.ts';
import { slotKeys } from '../config/keys.ts';
import type { Slot } from '../config/slot.ts';
import { isWorkerEvent } from '../contract/generated/validators.js';
import { blindPicture } from '../lib/blind-picture.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { markedPart, scaledDown } from '../lib/marked-part.ts';
import { outcomeMetrics } from '../lib/metrics.ts';
import { shownPicture } from '../lib/shown-picture.ts';
import { thumbnail } from '../lib/thumbnail.ts';
import { IMAGE_PROVIDERS } from '../providers/image-models.ts';
import { claimStore } from '../store/claim-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { runModel } from '../usecases/run-model/run-model.ts';
import { atStart } from './at-start.ts';
import { knowing } from './known-models.ts';
import { slotsOf } from './setup.ts';
import { createModel, providerTools } from './vendors.ts';

const log = createLog('worker');
const record = outcomeMetrics();

const run = atStart(() => {
  const { bucket, table, keysSecret, models, privateHosts, memoryMb } = readWorkerEnv();
  const objects = s3ObjectStore({ bucket });
  const configured = slotsOf(models);
  const keys = slotKeys({ slots: configured, secretArn: keysSecret, readSecret, clock: systemClock });
  const counters = dynamoCounterStore({ table });
  const rest = {
    modelOf: (slot: Slot) => createModel(IMAGE_PROVIDERS, slot, keys, privateHosts),
    claims: claimStore(objects),
    results: resultStore(objects),
    images: imageStore(objects),
    gallery: galleryStore(objects),
    counters,
    times: dynamoTimesStore({ table }),
    budget: createBudget({ counters, log }),
    jobs: jobStore(objects),
    openRuns: openRunStore(objects),
    thumbnailer: { thumbnail: (image: Uint8Array) => thumbnail(image, memoryMb), shownPicture },
    inputReader: { markedPart, scaledDown },
    blindPicture,
    clock: providerTools.clock,
    log,
    newId: randomUUID,
    random: Math.random,
  };
  return knowing(configured, { table, log }, (slots) => runModel({ ...rest, slots }));
});

/** Draws the picture of one model. Throws only what belongs into the dead-letter queue, never a model's failure. */
export async function handler(event: unknown, context: Context): Promise<void> {
  const requestId = context.awsRequestId;
  if (!isWorkerEvent(event)) throw new Error('The event is not one that generate sends.');
  const { jobId, modelId, correlationId } = event;
  log.setContext({ correlationId, requestId, jobId, modelId });

  const runNow = await run()();
  const ended = await runNow(event, { requestId, remainingMs: context.getRemainingTimeInMillis() });
  if (ended.outcome !== 'ended') {
    log.warn('model not run', { outcome: ended.outcome });
    return;
  }
  const { result } = ended;
  const outcome = result.status === 'completed' ? 'completed' : result.error.code;
  const { durationMs, costUsd } = result;
  log.info('model ended', { outcome, durationMs, costUsd });
  record({ model: result.model, outcome, durationMs, costUsd });
}
