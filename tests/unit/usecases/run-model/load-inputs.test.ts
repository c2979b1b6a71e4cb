import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Slot } from '../../../../src/config/slot.ts';
import type { EditOperation } from '../../../../src/contract/constants.ts';
import type { PictureLimits } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import type { GenerateOptions, ImageModel } from '../../../../src/providers/types.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { loadEdit, pricedFor } from '../../../../src/usecases/run-model/load-inputs.ts';
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

/** With a picture of 4 by 2 pixels; the left half of the mask is light. */
async function tool({
  operation,
  mask = false,
  expand,
  limits,
}: {
  operation: EditOperation;
  mask?: boolean;
  expand?: { left: number };
  limits?: PictureLimits;
}) {
  const about = { references: 1, referenceUsd: 0, model: 'the-tool', priceUsd: { low: 0.01, high: 0.02 } };
  const operations = [{ operation, ...about, ...(limits && { limits }) }];
  const slots = [{ ...plain, supports: { ...plain.supports, operations } }];
  const world = await workerWorld([], { slots });
  const asked: GenerateOptions[] = [];
  const model: ImageModel = {
    edits: [operation],
    plan(options) {
      asked.push(options);
      return { sent: {}, warnings: [], run: async () => ({ bytes: PNG }) };
    },
  };
  const half = sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } });
  const light = await half.extend({ right: 2, background: '#000' }).png().toBuffer();
  const input = (number: number) => ({
    key: `images/${JOB}/input-${number}.png`,
    contentType: 'image/png' as const,
    width: 4,
    height: 2,
    sha256: sha256Hex(light),
  });
  for (const number of [1, 2])
    await world.objects.put(input(number).key, light, { contentType: 'image/png' });
  const run = workerOver({ ...world, slots }, { modelOf: async () => model });
  const more = { ...(mask && { mask: input(2) }), ...(expand && { expand }) };
  await run(event({ operation, inputs: [input(1)], version: 3, ...more }), INVOCATION);
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

  it('hands over which part is marked, and the margins', async () => {
    const { asked } = await tool({ operation: 'repaint', mask: true });
    expect(asked[0]?.edit).toMatchObject({
      operation: 'repaint',
      tool: 'the-tool',
      mask: { width: 4, height: 2, pixels: new Uint8Array([255, 255, 0, 0, 255, 255, 0, 0]) },
    });
    const { asked: wide } = await tool({ operation: 'widen', expand: { left: 7 } });
    expect(wide[0]?.edit).toMatchObject({ operation: 'widen', expand: { left: 7 } });
  });

  it('scales down what is more than the model takes, and says so', async () => {
    const { asked, result } = await tool({ operation: 'enlarge', limits: { pixels: 2 } });
    const [picture] = asked[0]?.edit?.pictures ?? [];
    expect(picture).toMatchObject({ width: 2, height: 1, contentType: 'image/png', name: 'input-1.png' });
    expect(await sharp(picture?.bytes).metadata()).toMatchObject({ width: 2, height: 1 });
    expect(picture?.sha256).toBe(sha256Hex(picture?.bytes ?? ''));
    expect(result).toMatchObject({
      costUsd: 0.02,
      notes: [{ code: 'SCALED_DOWN', values: { width: 2, height: 1 } }],
      warnings: ['picture 1 was scaled down to 2 × 1, the most that this model takes'],
    });
    const longest = await tool({ operation: 'enlarge', limits: { longestSide: 2 } });
    expect(longest.asked[0]?.edit?.pictures[0]).toMatchObject({ width: 2, height: 1 });
  });

  it.each([
    [{ shortestSide: 3 }, 'This model takes no picture with a side of less than 3 pixels.'],
    [{ ratio: 1.5 }, 'This model takes no picture whose longer side is more than 1.5 times the shorter one.'],
  ])('asks nobody if the picture is not within %j', async (limits, sentence) => {
    const { asked, result } = await tool({ operation: 'enlarge', limits });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'BAD_PARAMETER', billed: 'no', message: `${sentence} Nothing was charged.` },
    });
  });

  it('hands over what is exactly as large as the model takes', async () => {
    const limits = { pixels: 8, longestSide: 4, shortestSide: 2, ratio: 2 };
    const { asked, result } = await tool({ operation: 'enlarge', limits });
    const [picture] = asked[0]?.edit?.pictures ?? [];
    expect(picture).toMatchObject({ width: 4, height: 2 });
    expect(result).toMatchObject({ status: 'completed', warnings: [], notes: [] });
  });

  it('gives each picture the name of a file of its type', async () => {
    const images = imageStore(memoryObjectStore());
    const read = async () => ({ bytes: PNG, origin: undefined });
    const jpeg = { key: 'x', contentType: 'image/jpeg' as const, width: 300, height: 200, sha256: 'y' };
    const tools = { images: { ...images, read }, inputReader: {} as never };
    const model: ImageModel = {
      edits: ['combine'],
      plan: () => Promise.reject(new Error('unused')) as never,
    };
    const loaded = await loadEdit(
      tools,
      { operation: 'combine', inputs: [...inputs.slice(0, 1), jpeg] },
      ABLE,
      model,
    );
    expect(loaded?.edit.pictures.map(({ name }) => name)).toEqual(['input-1.png', 'input-2.jpg']);
    expect(Object.keys(loaded?.edit ?? {})).toEqual(['operation', 'pictures']);
    const down = { ...tools, images: { read: () => Promise.reject(new Error('S3 is away')) } };
    await expect(loadEdit(down, { operation: 'combine', inputs: [jpeg] }, ABLE, model)).rejects.toMatchObject(
      {
        code: 'NOT_STARTED',
        billed: 'no',
        retryable: true,
        cause: new Error('S3 is away'),
      },
    );
  });

  it('counts the pictures in what a slot costs', () => {
    const event = { operation: 'change' as const, inputs: inputs.slice(0, 1) };
    const priced = pricedFor(ABLE, event);
    expect(priced.priceUsd).toEqual({ low: 0.04, high: 0.05 });
    expect(priced.settings.priceUsd).toBe(0.05);
    expect(priced.settings.model).toBe(ABLE.settings.model);
    expect(pricedFor(ABLE, { inputs: inputs.slice(0, 1) })).toBe(ABLE);
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
