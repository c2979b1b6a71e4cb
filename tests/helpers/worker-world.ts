import type { Slot } from '../../src/config/slot.ts';
import type { WorkerEvent } from '../../src/contract/index.ts';
import { ProviderError } from '../../src/errors.ts';
import { markedPart, scaledDown } from '../../src/lib/marked-part.ts';
import { safeText } from '../../src/lib/safe-text.ts';
import { SEED_ZERO_IS_RANDOM, type Warning } from '../../src/lib/warning.ts';
import type { CallContext, GeneratedImage } from '../../src/providers/types.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { memoryTimesStore } from '../../src/store/memory-times-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { resultStore } from '../../src/store/result-store.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { type RunModelTools, runModel } from '../../src/usecases/run-model/run-model.ts';
import { jobWorld, slot } from './job-world.ts';
import { type Faults, noFaults, withFaults } from './store-faults.ts';
import { picture } from './tiny-pictures.ts';

export const JOB = '11111111-1111-4111-8111-111111111111';
export const CREATED_AT = '2026-11-20T12:00:00.000Z';
export const MODEL = '1-model-1';
export const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];
export const INVOCATION = { requestId: 'request-1', remainingMs: 300_000 };
/** 64 x 48 pixels. */
export const PNG: Uint8Array = await picture('png', 64, 48);

/** A worker over the stores of a stack, with the changes that a test is about. */
export function workerOver(
  world: Omit<ReturnType<typeof jobWorld>, 'objects'> & { objects: ObjectStore },
  changes: Pick<RunModelTools, 'modelOf'> & Partial<RunModelTools>,
  faults: Faults = noFaults(),
) {
  const objects = withFaults(world.objects, faults);
  const counters = withFaults(world.counters, faults);
  return runModel({
    slots: world.slots,
    claims: claimStore(objects),
    results: resultStore(objects),
    images: imageStore(objects),
    gallery: galleryStore(objects),
    times: memoryTimesStore(),
    jobs: jobStore(objects),
    openRuns: openRunStore(objects),
    counters,
    budget: createBudget({ counters, log: world.log }),
    thumbnailer: {
      thumbnail: async () => new TextEncoder().encode('small'),
      shownPicture: async () => PNG,
    },
    inputReader: { markedPart, scaledDown },
    blindPicture: async () => new TextEncoder().encode('blind'),
    clock: world.clock,
    log: world.log,
    newId: world.newId,
    random: () => 0.5,
    ...changes,
  });
}

export const event = (changes: Partial<WorkerEvent> = {}): WorkerEvent => ({
  jobId: JOB,
  modelId: MODEL,
  prompt: 'a red fox in snow',
  parameters: { seed: 7 },
  createdAt: CREATED_AT,
  totalModels: 2,
  reservedUsd: 0.04,
  correlationId: 'correlation-1',
  ...changes,
});

export type Reply = GeneratedImage | Error | ((context: CallContext) => Promise<GeneratedImage>);

/** What its model cannot do as asked. */
export const PLANNED: Warning = SEED_ZERO_IS_RANDOM;

/** A stack with a run of which 4 cents are reserved twice, and a vendor that sends these replies in turn; the last one stays. */
export async function workerWorld(replies: Reply[], { slots = [slot(1), slot(2)] }: { slots?: Slot[] } = {}) {
  const world = jobWorld({ slots });
  const reserve = (key: string, amount: number) =>
    world.counters.add(key, { amount, limit: 1e9, mark: `reservation of ${key}`, expiresAt: 0 });
  for (const key of BUDGETS) await reserve(key, 80_000);
  const asked: { at: number; options: unknown }[] = [];
  const modelOf = async () => ({
    plan: (options: unknown) => ({
      sent: { seed: 7, size: '64x48' },
      warnings: [PLANNED],
      async run(context: CallContext) {
        asked.push({ at: world.clock.now() - Date.parse(CREATED_AT), options });
        const reply = replies[Math.min(asked.length, replies.length) - 1];
        if (reply === undefined) throw new Error('The script is empty');
        if (reply instanceof Error) throw reply;
        return typeof reply === 'function' ? reply(context) : reply;
      },
    }),
  });
  const worker = (changes: Partial<RunModelTools> = {}, faults = noFaults()) =>
    workerOver(world, { modelOf, ...changes }, faults);
  const result = () => world.results.read(JOB, MODEL);
  return { ...world, asked, worker, result, reserve };
}

/** The vendor certainly did not start. */
export const rateLimited = (changes: { waitMs?: number | undefined } = {}) =>
  new ProviderError('RATE_LIMITED', safeText`Too many requests.`, {
    billed: 'no',
    retryable: true,
    notStarted: { waitMs: changes.waitMs },
  });
