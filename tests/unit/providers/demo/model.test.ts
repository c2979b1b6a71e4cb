import { describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { catalogRows } from '../../../../src/catalog/lookup.ts';
import { resolveSlots } from '../../../../src/config/slots.ts';
import type { ParameterName } from '../../../../src/contract/index.ts';
import { imageFacts } from '../../../../src/lib/image-type.ts';
import { demo } from '../../../../src/providers/demo/index.ts';
import type { GenerateOptions, ModelSettings } from '../../../../src/providers/types.ts';
import { providerWorld } from '../../../helpers/provider-world.ts';
import { providerSuite } from '../../../suites/provider.ts';

// Drawing is work: a busy machine takes its time.
jest.setTimeout(60_000);

const settingsOf = (name: string): ModelSettings => {
  const [slot] = resolveSlots({ count: 1, names: [name], overrides: '', now: 0 }).slots;
  if (slot === undefined) throw new Error(`${name} is not in the catalog.`);
  return { ...slot.settings, key: undefined };
};
const signal = () => new AbortController().signal;
const plan = (name: string, options: Partial<GenerateOptions> = {}) => {
  const world = providerWorld([]);
  const model = demo.createImageModel(settingsOf(name), world.tools);
  return { world, call: model.plan({ prompt: 'a red fox in snow', ...options }) };
};
/** A quarter of the pixels, which draws the same picture faster. */
const planSmall = (name: string, options: Partial<GenerateOptions> = {}) =>
  demo
    .createImageModel({ ...settingsOf(name), sizes: { '1:1': '512x512' } }, providerWorld([]).tools)
    .plan({ prompt: 'a red fox in snow', ...options });
const draw = async (name: string, options: Partial<GenerateOptions> = {}) =>
  (await planSmall(name, options).run({ signal: signal() })).bytes;

const STYLES = ['Demo Aurora', 'Demo Bauhaus', 'Demo Contour', 'Demo Nightfall'];

for (const name of STYLES) {
  const settings = settingsOf(name);
  const supports = settings.supports as Record<string, unknown>;
  const names = ['seed', 'negativePrompt', 'steps', 'guidance', 'control'] as const;
  providerSuite(name, {
    provider: demo,
    settings,
    supported: names.filter((setting) => supports[setting] === true) as ParameterName[],
    transport: 'none',
    fixedSeed: 1,
    success: {
      replies: [],
      options: { prompt: 'a red fox in snow', seed: 7 },
      calls: [],
      sent: { model: settings.model, width: 1024, height: 1024, seed: 7 },
      costUsd: 0,
    },
    failures: [],
    malformed: [],
  });
}

/** Drawn once, for the tests that only look at it. */
const pictures = new Map<string, Promise<Uint8Array>>();
const picture = (name: string) => {
  const drawn = pictures.get(name) ?? draw(name, { seed: 42 });
  pictures.set(name, drawn);
  return drawn;
};

describe.each(STYLES)('%s', (name) => {
  it('draws pictures that are smaller than a tile of its grain', async () => {
    const settings = { ...settingsOf(name), sizes: { '1:1': '64x96' } };
    const call = demo
      .createImageModel(settings, providerWorld([]).tools)
      .plan({ prompt: 'a red fox in snow' });
    expect(imageFacts((await call.run({ signal: signal() })).bytes)).toMatchObject({ width: 64, height: 96 });
  });

  it('draws the same bytes for the same prompt and seed, others for another seed', async () => {
    const first = Buffer.from(await picture(name));
    expect(first.equals(await draw(name, { seed: 42 }))).toBe(true);
    expect(first.equals(await draw(name, { seed: 43 }))).toBe(false);
  });

  it('rolls a seed where none is given, and reports it: the same prompt drawn again is another picture', () => {
    const seeds = Array.from({ length: 4 }, () => Number(plan(name).call.sent.seed));
    expect(new Set(seeds).size).toBe(4);
    for (const seed of seeds) expect(seed).toBe(seed & 0x7fffffff);
  });

  it('fills the picture and marks it as a demonstration in the corner', async () => {
    const { data, info } = await sharp(await picture(name))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 512, height: 512, channels: 3 });
    const isWhite = (x: number, y: number) => {
      const at = (y * info.width + x) * info.channels;
      return data.subarray(at, at + 3).every((part) => part > 235);
    };
    let white = 0;
    for (let y = 478; y < 498; y += 1) for (let x = 436; x < 498; x += 1) white += isWhite(x, y) ? 1 : 0;
    expect(white).toBeGreaterThan(60);
  });
});

describe('demo settings', () => {
  it.each([
    ['Demo Aurora', '16:9'],
    ['Demo Bauhaus', '9:16'],
    ['Demo Contour', '3:2'],
    ['Demo Nightfall', '3:4'],
  ] as const)('%s draws %s at its exact size', async (name, aspectRatio) => {
    const { call } = plan(name, { aspectRatio, seed: 42 });
    const facts = imageFacts((await call.run({ signal: signal() })).bytes);
    const [across = 0, down = 0] = aspectRatio.split(':').map(Number);
    expect(facts).toMatchObject({ width: call.sent.width, height: call.sent.height });
    expect((facts?.width ?? 0) * down).toBe((facts?.height ?? 0) * across);
    expect(call.warnings).toEqual([]);
  });

  it.each([
    ['Demo Nightfall', { steps: 60 }],
    ['Demo Nightfall', { control: 2 }],
    ['Demo Nightfall', { negativePrompt: 'red fox, snow' }],
    ['Demo Bauhaus', { guidance: 15 }],
    ['Demo Contour', { prompt: 'a blue fox in snow' }],
  ])('of %s, %j changes the picture', async (name, options) => {
    const before = Buffer.from(await picture(name));
    expect(before.equals(await draw(name, { seed: 42, ...options }))).toBe(false);
  });

  it('differ from style to style, so that warnings are seen', () => {
    const options = { seed: 1, steps: 20, guidance: 5, control: 1, negativePrompt: 'blur' };
    const counts = STYLES.map((name) => plan(name, options).call.warnings.length);
    expect(counts).toEqual([2, 2, 2, 0]);
  });

  it('take the times of different models, and end when the time is up', async () => {
    const times: number[] = [];
    for (const name of [...STYLES, 'Demo Slow']) {
      const { tools } = providerWorld([]);
      const sleep = async (milliseconds: number) => {
        times.push(milliseconds);
        throw new Error('time is up');
      };
      const model = demo.createImageModel(settingsOf(name), { ...tools, clock: { ...tools.clock, sleep } });
      const run = model.plan({ prompt: 'a fox' }).run({ signal: signal() });
      await expect(run).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'no' });
    }
    expect(times).toEqual([600, 1800, 3200, 4600, 12_000]);
  });
});

describe('demo scenarios', () => {
  it.each([
    ['Demo Refused', 'PROMPT_REFUSED', 'no', false],
    ['Demo Down', 'PROVIDER_DOWN', 'no', true],
    ['Demo Garbage', 'INVALID_IMAGE', 'unknown', true],
  ])('%s ends with %s', async (name, code, billed, retryable) => {
    await expect(plan(name).call.run({ signal: signal() })).rejects.toMatchObject({
      code,
      billed,
      retryable,
      notStarted: undefined,
    });
  });

  it('Demo Grade 4 refuses one prompt of ten, always the same; the others refuse none', async () => {
    const outcome = async (name: string, prompt: string) =>
      planSmall(name, { prompt, seed: 1 })
        .run({ signal: signal() })
        .then(() => 'drawn')
        .catch((error: { code: string }) => error.code);
    const refused: string[] = [];
    for (let place = 0; place < 40; place += 1) {
      const found = await outcome('Demo Grade 4', `prompt ${place}`);
      if (found !== 'drawn') refused.push(`prompt ${place}: ${found}`);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(9);
    const [prompt = '', code] = refused[0]?.split(': ') ?? [];
    expect([code, await outcome('Demo Grade 4', prompt), await outcome('Demo Grade 3', prompt)]).toEqual([
      'PROMPT_REFUSED',
      'PROMPT_REFUSED',
      'drawn',
    ]);
  });

  it('Demo Rate Limited asks to wait once and then draws', async () => {
    const { call } = plan('Demo Rate Limited', { seed: 1 });
    await expect(call.run({ signal: signal() })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      notStarted: { waitMs: 2000 },
    });
    expect(imageFacts((await call.run({ signal: signal() })).bytes)).toBeDefined();
  });

  it('Demo Never waits until its time is up', async () => {
    const timer = new AbortController();
    timer.abort(new Error('time is up'));
    await expect(plan('Demo Never').call.run({ signal: timer.signal })).rejects.toMatchObject({
      code: 'TIMEOUT',
      billed: 'no',
    });
    expect(catalogRows().find(({ name }) => name === 'Demo Never')?.timeoutSeconds).toBe(20);
  });
});
