import { describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../../src/config/slot.ts';
import type { EditOperation } from '../../../../src/contract/constants.ts';
import type { GenerateOptions, ImageModel } from '../../../../src/providers/types.ts';
import { slot } from '../../../helpers/job-world.ts';
import {
  event,
  INVOCATION,
  JOB,
  MODEL,
  PNG,
  workerOver,
  workerWorld,
} from '../../../helpers/worker-world.ts';

const SUPPORT = { operation: 'change' as const, references: 1, referenceUsd: 0.01 };
const plain = slot(1);
const ABLE: Slot = {
  ...plain,
  supports: {
    ...plain.supports,
    operations: [SUPPORT, { ...SUPPORT, operation: 'combine' as const, references: 2 }],
  },
};
const inputs = [1, 2, 3].map((number) => ({
  key: `images/${JOB}/input-${number}.png`,
  contentType: 'image/png' as const,
  width: 300,
  height: 200,
  sha256: `hash ${number}`,
}));

async function worked(
  operation: EditOperation,
  count: number,
  { stored = count, slots = [ABLE], edits = ['change', 'combine'] as readonly EditOperation[] } = {},
) {
  const world = await workerWorld([], { slots });
  const asked: GenerateOptions[] = [];
  const model: ImageModel = {
    edits,
    plan(options) {
      asked.push(options);
      return { sent: { image: 'digest' }, warnings: [], run: async () => ({ bytes: PNG }) };
    },
  };
  for (const { key } of inputs.slice(0, stored)) {
    await world.objects.put(key, Buffer.from(key), { contentType: 'image/png' });
  }
  const run = workerOver({ ...world, slots }, { modelOf: async () => model });
  await run(event({ operation, inputs: inputs.slice(0, count), version: 2 }), INVOCATION);
  return { asked, result: await world.results.read(JOB, MODEL) };
}

describe('a worker with pictures to work on', () => {
  it('hands their bytes to the model, and counts them in the price', async () => {
    const { asked, result } = await worked('change', 1);
    expect(asked[0]?.edit).toEqual({
      operation: 'change',
      pictures: [
        {
          ...inputs[0],
          key: undefined,
          name: 'input-1.png',
          bytes: new Uint8Array(Buffer.from(inputs[0]?.key ?? '')),
        },
      ].map(({ key: _none, ...picture }) => picture),
    });
    expect(result).toMatchObject({ status: 'completed', costUsd: 0.05, warnings: [] });
  });

  it('hands over as many as the model takes, and says so', async () => {
    const { asked, result } = await worked('combine', 3);
    expect(asked[0]?.edit?.pictures.map(({ name }) => name)).toEqual(['input-1.png', 'input-2.png']);
    expect(result).toMatchObject({
      costUsd: 0.06,
      warnings: ['this model works on at most 2 pictures; the first 2 of 3 were sent'],
      notes: [{ code: 'FEWER_REFERENCES', values: { given: 3, sent: 2 } }],
    });
  });

  it.each([
    ['the slot cannot', { slots: [plain] }],
    ['the provider does not know how', { edits: [] }],
  ])('asks nobody if %s', async (_, options) => {
    const { asked, result } = await worked('change', 1, options);
    expect(asked).toEqual([]);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'BAD_PARAMETER', billed: 'no', retryable: false },
    });
  });

  it('asks nobody if a picture has gone', async () => {
    const { asked, result } = await worked('change', 1, { stored: 0 });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'NOT_STARTED', billed: 'no', retryable: false },
    });
  });
});
