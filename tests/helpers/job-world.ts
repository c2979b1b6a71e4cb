import type { Slot } from '../../src/config/slot.ts';
import type { WorkerEvent } from '../../src/contract/index.ts';
import { addressList } from '../../src/lib/address.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import { deletionStore } from '../../src/store/deletion-store.ts';
import { expiryStore } from '../../src/store/expiry-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import type { IdempotencyStore } from '../../src/store/idempotency-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import { linkStore } from '../../src/store/link-store.ts';
import { listStore } from '../../src/store/list-store.ts';
import { memoryCounterStore } from '../../src/store/memory-counter-store.ts';
import { memoryIdempotencyStore } from '../../src/store/memory-idempotency-store.ts';

import { memorySaltStore } from '../../src/store/memory-salt-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { ownRunStore } from '../../src/store/own-run-store.ts';
import { referenceStore } from '../../src/store/reference-store.ts';
import { resultStore } from '../../src/store/result-store.ts';
import { expireRuns } from '../../src/usecases/delete-run/expire-runs.ts';
import { finishDeletions } from '../../src/usecases/delete-run/finish-deletions.ts';
import { type SweepTools, sweep } from '../../src/usecases/end-run/sweep.ts';
import { undoLostAdmissions } from '../../src/usecases/end-run/undo-lost-admissions.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { createClients } from '../../src/usecases/limits/clients.ts';
import type { RunLimits } from '../../src/usecases/limits/quotas.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { createIdempotency } from '../../src/usecases/start-run/idempotency.ts';
import { type StartRunInput, type StartRunTools, startRun } from '../../src/usecases/start-run/start-run.ts';
import { fakeClock } from './fake-clock.ts';
import { slowStore } from './slow-writes.ts';
import { type Faults, noFaults, withFaults } from './store-faults.ts';

/** One slot that costs 4 cents a picture, with the changes that a test is about. */
export function slot(number: number, changes: Partial<Slot> = {}): Slot {
  const name = `Model ${number}`;
  return {
    number,
    id: `${number}-model-${number}`,
    name,
    provider: 'scripted',
    providerLabel: 'Scripted',
    model: `scripted-${number}`,
    status: 'active',
    notice: null,
    lastDay: null,
    successor: null,
    supports: {
      aspectRatios: ['1:1'],
      seed: true,
      negativePrompt: true,
      steps: true,
      guidance: true,
      control: true,
    },
    priceUsd: { low: 0.03, high: 0.04 },
    needsKey: 'none',
    timeoutSeconds: 60,
    settings: {
      model: `scripted-${number}`,
      baseUrl: undefined,
      region: undefined,
      sizes: {},
      fixed: {},
      priceUsd: 0.04,
    },
    ...changes,
  };
}

export const LIMITS: RunLimits = {
  globalPerHour: 1000,
  perAddressPerDay: 1000,
  perPersonPerDay: 1000,
  personMonthlyBudgetUsd: 0,
  dailyBudgetUsd: 0,
  monthlyBudgetUsd: 0,
  whitelist: addressList([]),
};

const FUNCTION_TIMEOUT_MS = 29_000;

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

export function memoryLog() {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (message: string, fields: Record<string, unknown>) => {
    lines.push({ level, message, fields });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

export interface JobWorldOptions {
  slots?: Slot[];
  limits?: Partial<RunLimits>;
  faults?: Faults;
  /** Fails the dispatch of these models. */
  undispatched?: (event: WorkerEvent) => boolean;
}

/** Stores, counters, clock and dispatcher of one stack, and as many containers of `generate` as a test wants. */
export function jobWorld({
  slots = [slot(1), slot(2)],
  limits = {},
  faults = noFaults(),
  undispatched,
}: JobWorldOptions = {}) {
  const objects = slowStore();
  const counters = memoryCounterStore();
  const idempotencyKeys = memoryIdempotencyStore();
  const salts = memorySaltStore();
  let saltsMade = 0;
  const clients = () => createClients({ salts, newSalt: () => `salt-${++saltsMade}` });
  const clock = fakeClock();
  const log = memoryLog();
  const dispatched: WorkerEvent[] = [];
  /** Of these, what went to the large worker. */
  const dispatchedLarge: WorkerEvent[] = [];
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

  const dispatch = async (event: WorkerEvent) => {
    if (undispatched?.(event)) throw new Error('Lambda is not there');
    dispatched.push(event);
  };

  /** A container with a memory of its own over the stack's stores. */
  const container = (changes: Partial<StartRunTools> = {}, storeFaults: Faults = faults) => {
    const flakyObjects = withFaults(objects, storeFaults);
    const flakyCounters = withFaults(counters, storeFaults);
    const keys = withFaults(idempotencyKeys, storeFaults);
    const start = startRun({
      slots,
      limits: { ...LIMITS, ...limits },
      rateLimiter: createRateLimiter({ counters: flakyCounters, log }),
      clients: clients(),
      isBlocked: () => false,
      isBlockedOfPictures: () => false,
      images: imageStore(flakyObjects),
      references: referenceStore(flakyObjects),
      idempotency: createIdempotency({ keys, clients: clients(), clock, log, newId }),
      defaultVisibility: 'listed',
      keptDays: 30,
      expiries: expiryStore(flakyObjects),
      counters: flakyCounters,
      jobs: jobStore(flakyObjects),
      lists: listStore(flakyObjects),
      openRuns: openRunStore(flakyObjects),
      ownRuns: ownRunStore(flakyObjects),
      claims: claimStore(flakyObjects),
      results: resultStore(flakyObjects),
      budget: createBudget({ counters: flakyCounters, log }),
      dispatcher: { dispatch },
      largeDispatcher: {
        async dispatch(event) {
          await dispatch(event);
          dispatchedLarge.push(event);
        },
      },
      clock,
      log,
      newId,
      ...changes,
    });
    return (given: WorldInput) => start({ stopsAt: clock.now() + FUNCTION_TIMEOUT_MS, ...given });
  };

  /** A sweeper over the stack's stores: one pass. */
  const sweepOnce = async (storeFaults: Faults = faults, changes: Partial<SweepTools> = {}) => {
    const flakyObjects = withFaults(objects, storeFaults);
    const flakyCounters = withFaults(counters, storeFaults);
    const tools = {
      openRuns: openRunStore(flakyObjects),
      jobs: jobStore(flakyObjects),
      claims: claimStore(flakyObjects),
      results: resultStore(flakyObjects),
      images: imageStore(flakyObjects),
      gallery: galleryStore(flakyObjects),
      deletions: deletionStore(flakyObjects),
      counters: flakyCounters,
      budget: createBudget({ counters: flakyCounters, log }),
      dispatcher: {
        async dispatch(event: WorkerEvent) {
          dispatched.push(event);
        },
      },
      clock,
      log,
      newId,
      ...changes,
    };
    const swept = await sweep(tools, 'sweep');
    await undoLostAdmissions(tools);
    await expireRuns({ ...tools, jobs: jobStore(flakyObjects), expiries: expiryStore(flakyObjects) });
    await finishDeletions({
      ...tools,
      jobs: jobStore(flakyObjects),
      images: imageStore(flakyObjects),
      gallery: galleryStore(flakyObjects),
      kept: keptStore(flakyObjects),
      links: linkStore(flakyObjects),
      ownRuns: ownRunStore(flakyObjects),
      expiries: expiryStore(flakyObjects),
    });
    return swept;
  };

  return {
    objects,
    counters,
    sweep: sweepOnce,
    /** With another store or clock than the containers have. */
    idempotencyOver: (keys: IdempotencyStore, ownClock: Clock = clock) =>
      createIdempotency({ keys, clients: clients(), clock: ownClock, log, newId }),
    idempotencyKeys,
    clock,
    log,
    dispatched,
    dispatchedLarge,
    slots,
    newId,
    container,
    claims: claimStore(objects),
    results: resultStore(objects),
    jobs: jobStore(objects),
    lists: listStore(objects),
    openRuns: openRunStore(objects),
    ownRuns: ownRunStore(objects),
    images: imageStore(objects),
    gallery: galleryStore(objects),
    /** Micro-dollars of the day. */
    spent: () => counters.values.get('spend#2026-11-20') ?? 0,
    keysUnder: (prefix: string) => [...objects.objects.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** Without `stopsAt`, the function has its whole time. */
export type WorldInput = Omit<StartRunInput, 'stopsAt'> & Partial<StartRunInput>;

export const input = (changes: Partial<StartRunInput> = {}): WorldInput => ({
  request: { prompt: 'a red fox in snow' },
  address: '203.0.113.7',
  idempotencyKey: undefined,
  correlationId: 'correlation-1',
  requestId: 'request-1',
  ...changes,
});
