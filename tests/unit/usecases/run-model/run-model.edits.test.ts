import { describe, expect, it } from '@jest/globals';
import type { GenerateOptions, ImageModel } from '../../../../src/providers/types.ts';
import { slot } from '../../../helpers/job-world.ts';
import { type Fault, failingCall, noFaults } from '../../../helpers/store-faults.ts';
import { picture } from '../../../helpers/tiny-pictures.ts';
import { BUDGETS, event, INVOCATION, JOB, MODEL, PNG, workerWorld } from '../../../helpers/worker-world.ts';

/** Repaints for two cents; four are reserved, and four more for another picture. */
const plain = slot(1);
const operations = [
  { operation: 'repaint' as const, references: 1, referenceUsd: 0, priceUsd: { low: 0.02, high: 0.02 } },
];
const ABLE = { ...plain, supports: { ...plain.supports, operations } };
const SOURCE = await picture('png', 8, 6);
const input = (number: number) => ({
  key: `images/${JOB}/input-${number}.png`,
  contentType: 'image/png' as const,
  width: 8,
  height: 6,
  sha256: `hash ${number}`,
});
const repaint = event({ operation: 'repaint', inputs: [input(1)], mask: input(2), version: 3 });

async function world() {
  const made = await workerWorld([], { slots: [ABLE, slot(2)] });
  for (const number of [1, 2])
    await made.objects.put(input(number).key, SOURCE, { contentType: 'image/png' });
  const sent: GenerateOptions[] = [];
  const model: ImageModel = {
    edits: ['repaint'],
    plan: (options) => ({
      sent: {},
      warnings: [],
      async run() {
        sent.push(options);
        return { bytes: PNG };
      },
    }),
  };
  const work = (faults = noFaults()) =>
    made.worker({ modelOf: async () => model }, faults)(repaint, INVOCATION);
  return { ...made, sent, work };
}

describe('a picture that is repainted', () => {
  it('is asked for once, however often its event comes, and costs what repainting costs', async () => {
    const { work, sent, counters, read } = await withReading();
    await work();
    expect(await work()).toEqual({ outcome: 'duplicate' });
    expect(sent).toHaveLength(1);
    expect(await read()).toMatchObject({ status: 'completed', costUsd: 0.02 });
    for (const period of BUDGETS) expect(counters.values.get(period)).toBe(60_000);
  });

  it.each(['before', 'after'] as Fault[])(
    'is paid for at most once if a store fails at any one call (%s)',
    async (fault) => {
      const faults = noFaults();
      await (await world()).work(faults);
      expect(faults.calls).toBeGreaterThan(8);
      for (let call = 1; call <= faults.calls; call += 1) {
        const { work, sent, counters, read } = await withReading();
        await work(failingCall(call, fault));
        expect(await work()).toEqual({ outcome: 'duplicate' });
        const result = await read();
        // Either it was drawn, stored and counted, or a picture could not be read and nobody was asked.
        if (result?.status === 'completed') expect(sent).toHaveLength(1);
        else {
          expect(result).toMatchObject({ error: { code: 'NOT_STARTED', billed: 'no', retryable: true } });
          expect(sent).toEqual([]);
        }
        const counted = result?.status === 'completed' ? [60_000, 80_000] : [40_000, 80_000];
        for (const period of BUDGETS) expect(counted).toContain(counters.values.get(period));
      }
    },
  );

  it('is not begun by a worker that knows no such events, and nothing is charged', async () => {
    const { worker, counters, result } = await world();
    await worker()({ ...repaint, version: 4 }, INVOCATION);
    expect(await result()).toMatchObject({ status: 'failed', error: { code: 'NOT_STARTED', billed: 'no' } });
    for (const period of BUDGETS) expect(counters.values.get(period)).toBe(40_000);
  });
});

async function withReading() {
  const made = await world();
  return { ...made, read: () => made.results.read(JOB, MODEL) };
}
