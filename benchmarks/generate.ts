import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryCounterStore } from '../src/store/memory-counter-store.ts';
import { memoryIdempotencyStore } from '../src/store/memory-idempotency-store.ts';
import { memoryObjectStore } from '../src/store/memory-object-store.ts';
import type { Dispatcher } from '../src/usecases/ports.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { benchSlots, freshInput, generateOver } from './lib/pipeline.ts';
import { inTurn, ratios } from './lib/stats.ts';
import { LATENCIES, late } from './lib/stores.ts';

const ROUNDS = 15;
const MODEL_COUNTS = [9, 20];

export const benchmark: Benchmark = {
  about:
    'POST /generate (with Idempotency-Key, limits and budgets) over one counter write, one document write, one fan-out',
  run,
};

async function run(): Promise<Figure[]> {
  const objects = late(memoryObjectStore(), LATENCIES.s3);
  const counters = late(memoryCounterStore(), LATENCIES.dynamo);
  const keys = late(memoryIdempotencyStore(), LATENCIES.dynamo);
  const dispatcher: Dispatcher = { dispatch: () => wait(LATENCIES.lambda) };
  const figures: Figure[] = [];
  for (const count of MODEL_COUNTS) {
    const create = generateOver({ objects, counters, keys, dispatcher, slots: benchSlots(count) });
    const floor = async () => {
      const once = { amount: 1, limit: Number.MAX_SAFE_INTEGER, mark: randomUUID(), expiresAt: 0 };
      await counters.add('floor', once);
      await objects.putIfAbsent(`floor/${randomUUID()}`, '{}', { contentType: 'application/json' });
      await Promise.all(Array.from({ length: count }, () => wait(LATENCIES.lambda)));
    };
    const values = await inTurn(ROUNDS, {
      generate: () => timed(() => create(freshInput())),
      withoutKey: () => timed(() => create({ ...freshInput(), idempotencyKey: undefined })),
      floor: () => timed(floor),
    });
    figures.push(
      measured(`${count} models`, 'ms', values.generate),
      measured(`${count} models, floor`, 'ms', values.floor),
      figure(`${count} models over the floor`, 'ratio', ratios(values.generate, values.floor), { max: 1.45 }),
      figure(
        `${count} models without a key over the floor`,
        'ratio',
        ratios(values.withoutKey, values.floor),
        {
          max: 1.45,
        },
      ),
    );
  }
  return figures;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
