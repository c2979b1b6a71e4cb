import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { StatusResponse, WorkerEvent } from '../../src/contract/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { markedPart, scaledDown } from '../../src/lib/marked-part.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { memoryCounterStore } from '../../src/store/memory-counter-store.ts';
import { memoryIdempotencyStore } from '../../src/store/memory-idempotency-store.ts';
import { memoryObjectStore } from '../../src/store/memory-object-store.ts';
import { memoryTimesStore } from '../../src/store/memory-times-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { resultStore } from '../../src/store/result-store.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { runModel } from '../../src/usecases/run-model/run-model.ts';
import type { Api } from './clients.ts';
import { statusHandler } from './http.ts';
import { benchLog, benchSlots, freshInput, generateOver } from './pipeline.ts';
import { indexedStore } from './stores.ts';

/**
 * The shipped use cases in this process over stores in memory, with any number of concurrent workers, as on
 * Lambda. Thumbnails are left out: on Lambda each worker makes them on its own CPU, and the worker benchmark
 * measures them.
 * @param timesMs how long each slot's vendor takes
 */
export function oneProcess(timesMs: readonly number[], picture: Uint8Array): Api {
  const objects = indexedStore(memoryObjectStore());
  const counters = memoryCounterStore();
  const slots = benchSlots(timesMs.length);
  const run = runModel({
    slots,
    modelOf: async (slot) => ({
      plan: () => ({
        sent: { prompt: 'A red fox in snow, seen from above' },
        warnings: [],
        run: async () => {
          await wait(timesMs[slot.number - 1] ?? 0);
          return { bytes: picture, warnings: [] };
        },
      }),
    }),
    claims: claimStore(objects),
    results: resultStore(objects),
    images: imageStore(objects),
    gallery: galleryStore(objects),
    times: memoryTimesStore(),
    jobs: jobStore(objects),
    openRuns: openRunStore(objects),
    counters,
    budget: createBudget({ counters, log: benchLog }),
    inputReader: { markedPart, scaledDown },
    thumbnailer: { thumbnail: async () => picture.subarray(0, 1000), shownPicture: async () => picture },
    blindPicture: async () => picture,
    clock: systemClock,
    log: benchLog,
    newId: randomUUID,
    random: Math.random,
  });
  const dispatch = async (event: WorkerEvent) => {
    setImmediate(() => {
      void run(event, { requestId: randomUUID(), remainingMs: 300_000 });
    });
  };
  const create = generateOver({
    objects,
    counters,
    keys: memoryIdempotencyStore(),
    slots,
    dispatcher: { dispatch },
  });
  const status = statusHandler(objects, Date.now);
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 } as Context;
  return {
    async generate(models) {
      const { request, ...input } = freshInput();
      return (await create({ ...input, request: { ...request, ...(models && { models }) } })).response;
    },
    async status(jobId) {
      const event = { routeKey: 'GET /status/{jobId}', headers: {}, pathParameters: { jobId } };
      const reply = await status(event, context);
      if (reply.statusCode !== 200) throw new Error(reply.body);
      return JSON.parse(reply.body) as StatusResponse;
    },
    show: async () => undefined,
  };
}
