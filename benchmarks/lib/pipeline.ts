import { randomUUID } from 'node:crypto';
import type { Slot } from '../../src/config/slot.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import { addressList } from '../../src/lib/address.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Log } from '../../src/lib/log.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import type { CounterStore } from '../../src/store/counter-store.ts';
import { expiryStore } from '../../src/store/expiry-store.ts';
import type { IdempotencyStore } from '../../src/store/idempotency-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { listStore } from '../../src/store/list-store.ts';
import { memorySaltStore } from '../../src/store/memory-salt-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { ownRunStore } from '../../src/store/own-run-store.ts';
import { referenceStore } from '../../src/store/reference-store.ts';
import { resultStore } from '../../src/store/result-store.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { createClients } from '../../src/usecases/limits/clients.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import type { Dispatcher } from '../../src/usecases/ports.ts';
import { createIdempotency } from '../../src/usecases/start-run/idempotency.ts';
import { startRun } from '../../src/usecases/start-run/start-run.ts';

const PLENTY = 1_000_000_000;

/** Prints failures, which a benchmark must not hide. */
export const benchLog: Log = {
  info: () => undefined,
  warn: (message, fields) => console.warn(message, fields),
  error: (message, fields) => console.error(message, fields),
};

/** Slots with prices, so that budgets are counted as on AWS. @throws when the catalog has no such model */
export function benchSlots(count: number): Slot[] {
  const names = Array.from({ length: count }, () => 'FLUX.2 Pro');
  const { slots, faults } = resolveSlots({ count, names, overrides: '', now: Date.now() });
  if (slots.length !== count) throw new Error(faults.join('\n'));
  return slots;
}

/** The use case behind `POST /generate`, wired as its handler wires it. */
export function generateOver(options: {
  objects: ObjectStore;
  counters: CounterStore;
  keys: IdempotencyStore;
  dispatcher: Dispatcher;
  slots: readonly Slot[];
}) {
  const { objects, counters, keys, slots, dispatcher } = options;
  const clients = createClients({ salts: memorySaltStore(), newSalt: () => 'salt' });
  const tools = { clock: systemClock, log: benchLog, newId: randomUUID, clients };
  return startRun({
    ...tools,
    slots,
    isBlocked: () => false,
    isBlockedOfPictures: () => false,
    images: imageStore(objects),
    references: referenceStore(objects),
    defaultVisibility: 'listed',
    keptDays: 30,
    expiries: expiryStore(objects),
    limits: {
      globalPerHour: PLENTY,
      perAddressPerDay: PLENTY,
      perPersonPerDay: PLENTY,
      personMonthlyBudgetUsd: 0,
      dailyBudgetUsd: PLENTY / 1000,
      monthlyBudgetUsd: PLENTY / 1000,
      whitelist: addressList([]),
    },
    rateLimiter: createRateLimiter({ counters, log: benchLog }),
    idempotency: createIdempotency({ ...tools, keys }),
    counters,
    jobs: jobStore(objects),
    lists: listStore(objects),
    openRuns: openRunStore(objects),
    ownRuns: ownRunStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    budget: createBudget({ counters, log: benchLog }),
    dispatcher,
    largeDispatcher: dispatcher,
  });
}

export const freshInput = () => ({
  request: { prompt: 'A red fox in snow, seen from above' },
  address: '192.0.2.7',
  idempotencyKey: randomUUID(),
  correlationId: randomUUID(),
  requestId: randomUUID(),
  stopsAt: Date.now() + 29_000,
});
