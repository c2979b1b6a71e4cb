import { describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../../src/config/slot.ts';
import type { GenerateRequest } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { inputsOf } from '../../../../src/usecases/start-run/edit.ts';
import { deletionWorld } from '../../../helpers/deletion-world.ts';
import { input, jobWorld, slot } from '../../../helpers/job-world.ts';
import { referenceWorld } from '../../../helpers/reference-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const OTHER_KEY = 'some-other-key-that-does-not-fit';

/** A slot that can change a picture for 4 cents and combine two, each for a cent more. */
const able = (number: number) => {
  const plain = slot(number);
  const operations = [
    { operation: 'change' as const, references: 1, referenceUsd: 0.01 },
    { operation: 'combine' as const, references: 2, referenceUsd: 0.01 },
    { operation: 'repaint' as const, references: 1, referenceUsd: 0, priceUsd: { low: 0.07, high: 0.08 } },
    { operation: 'widen' as const, references: 1, referenceUsd: 0 },
    {
      operation: 'enlarge' as const,
      references: 1,
      referenceUsd: 0,
      priceUsd: { low: 0.02, high: 0.02 },
      scale: number === 1 ? 8 : 9,
    },
    { operation: 'cut-out' as const, references: 1, referenceUsd: 0 },
  ];
  return { ...plain, supports: { ...plain.supports, operations } };
};

type Request = Omit<GenerateRequest, 'references'> & { references?: readonly string[] };

async function setup({ slots = [able(1), able(2)] }: { slots?: Slot[] } = {}) {
  const world = jobWorld({ slots });
  const found = referenceWorld(world);
  const handIn = async (runKey?: string, bytes = `bytes ${Math.random()}`, owner?: string) => {
    const offered = await found.create({ contentType: 'image/png', bytes: 5 }, runKey, owner);
    await found.upload(bytes);
    const uploadId = 'uploadId' in offered ? offered.uploadId : '';
    return (await found.prepare(uploadId, runKey, owner)).referenceId;
  };
  const start = (request: Request, more: Partial<Parameters<typeof input>[0]> = {}, changes = {}) =>
    world.container(changes)(
      input({
        request: { ...request, references: request.references && [...request.references] } as GenerateRequest,
        ...more,
      }),
    );
  const keys = (prefix: string) => [...world.objects.objects.keys()].filter((key) => key.startsWith(prefix));
  const spent = async () => [...(await world.counters.read(['spend#2026-11-20']))][0] ?? 0;
  return { world, handIn, start, keys, spent };
}

describe('a run that changes a picture', () => {
  it('has a copy of its own, and its workers get keys and no bytes', async () => {
    const { world, handIn, start, keys } = await setup();
    const id = await handIn();
    const { response } = await start({ prompt: 'make it night', operation: 'change', references: [id] });
    const { jobId } = response;
    expect(keys(`images/${jobId}`)).toEqual([
      `images/${jobId}/input-1.png`,
      `images/${jobId}/input-1.thumb.webp`,
    ]);
    expect((await world.objects.get(`images/${jobId}/input-1.png`))?.body).toEqual(new Uint8Array([1, 2, 3]));
    expect((await world.objects.get(`images/${jobId}/input-1.thumb.webp`))?.body).toEqual(
      new Uint8Array([4]),
    );
    expect(world.dispatched).toHaveLength(2);
    expect(world.dispatched[0]).toMatchObject({
      operation: 'change',
      version: 2,
      inputs: [
        {
          key: `images/${jobId}/input-1.png`,
          contentType: 'image/png',
          width: 300,
          height: 200,
          sha256: sha256Hex(new Uint8Array([1, 2, 3])),
        },
      ],
    });
    expect(world.dispatched[0]?.reservedUsd).toBeCloseTo(0.05);
    expect(response.estimatedCostUsd).toEqual({ low: 0.08, high: 0.1 });
  });

  it('costs as many pictures as the model takes', async () => {
    const { handIn, start, world } = await setup();
    const references = [await handIn(), await handIn(), await handIn()];
    await start({ prompt: 'a party', operation: 'combine', references, models: ['1-model-1'] });
    expect(world.dispatched[0]?.inputs).toHaveLength(3);
    await start({ prompt: 'two', operation: 'combine', references: references.slice(0, 2) });
    expect(world.dispatched.at(-1)?.inputs).toHaveLength(2);
    expect(world.dispatched[0]?.reservedUsd).toBeCloseTo(0.06);
  });

  it('goes on from a picture of a run that one may see', async () => {
    const found = await deletionWorld({ visibility: 'private' });
    const { handIn, start, world } = await setup();
    for (const [key, object] of found.world.objects.objects) {
      await world.objects.put(key, object.body, object.options);
    }
    const parent = { jobId: found.jobId, modelId: '1-model-1' };
    const request = {
      prompt: 'make it night',
      operation: 'change',
      references: [await handIn(KEY)],
      parent,
    } as const;
    await expect(start(request)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    const { response } = await start(request, { runKey: KEY });
    expect(await world.jobs.read(response.jobId)).toMatchObject({ parent });
  });

  it('is asked of all models that can, and of no other', async () => {
    const { handIn, start, world } = await setup({ slots: [able(1), slot(2), able(3)] });
    const request = { prompt: 'make it night', operation: 'change', references: [await handIn()] } as const;
    await start(request);
    expect(world.dispatched.map(({ modelId }) => modelId)).toEqual(['1-model-1', '3-model-3']);
    await expect(start({ ...request, models: ['1-model-1', '2-model-2'] })).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      message: 'Model 2 cannot change pictures. Choose models that can.',
      details: [{ field: 'models', message: 'Model 2 (2-model-2) cannot change pictures.' }],
    });
    const none = await setup({ slots: [slot(1)] });
    await expect(none.start({ ...request, references: [await none.handIn()] })).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      message: 'No model here can change pictures.',
    });
  });

  it('is refused if its words are about what a person wears', async () => {
    const { handIn, start } = await setup();
    const request = { prompt: 'x', operation: 'change', references: [await handIn()] } as const;
    const changes = { isBlockedOfPictures: (prompt: string) => prompt === 'x' };
    await expect(start(request, {}, changes)).rejects.toMatchObject({ code: 'PROMPT_BLOCKED' });
    await start({ prompt: 'x' }, {}, changes);
  });
});

describe('a run that repaints, widens, enlarges or cuts out', () => {
  it('has a copy of the mask beside that of the picture, and costs what that costs', async () => {
    const { world, handIn, start, keys } = await setup();
    const request = { prompt: 'a red hat', operation: 'repaint', models: ['1-model-1'] } as const;
    const [picture, mask] = [await handIn(), await handIn()];
    const { response } = await start({ ...request, models: ['1-model-1'], references: [picture], mask });
    expect(keys(`images/${response.jobId}`).filter((key) => !key.includes('thumb'))).toEqual([
      `images/${response.jobId}/input-1.png`,
      `images/${response.jobId}/input-2.png`,
    ]);
    expect(world.dispatched).toMatchObject([
      {
        operation: 'repaint',
        version: 3,
        inputs: [{ key: `images/${response.jobId}/input-1.png` }],
        mask: { key: `images/${response.jobId}/input-2.png`, width: 300, height: 200 },
        reservedUsd: 0.08,
      },
    ]);
    expect(response.estimatedCostUsd).toEqual({ low: 0.07, high: 0.08 });
    expect(await world.jobs.read(response.jobId)).toMatchObject({
      inputs: [{ width: 300 }],
      mask: { width: 300, sha256: sha256Hex(new Uint8Array([1, 2, 3])) },
    });
  });

  it.each([
    ['the margins given', { expand: { left: 100, top: 0 } }, { left: 100 }],
    ['as little as a wider shape needs', { aspectRatio: '16:9' }, { left: 28, right: 28 }],
    ['as little as a taller shape needs', { aspectRatio: '2:3' }, { top: 125, bottom: 125 }],
  ] as const)('is widened by %s', async (_, how, expand) => {
    const { world, handIn, start } = await setup();
    await start({ prompt: 'more', operation: 'widen', references: [await handIn()], ...how });
    expect(world.dispatched[0]).toMatchObject({ operation: 'widen', version: 3, expand });
    expect(Object.keys(world.dispatched[0]?.expand ?? {})).toEqual(Object.keys(expand));
  });

  it.each([
    ['enlarge', 'Enlarge'],
    ['cut-out', 'Cut out'],
  ] as const)('needs no words to %s, and is called so', async (operation, prompt) => {
    const { world, handIn, start } = await setup();
    const { response } = await start({ operation, references: [await handIn()] });
    expect(world.dispatched[0]).toMatchObject({ operation, prompt });
    expect(await world.jobs.read(response.jobId)).toMatchObject({ prompt });
  });

  it('does the same again, with the same mask, when it is retried', async () => {
    const { world, handIn, start } = await setup();
    const references = [await handIn()];
    const request = { prompt: 'a red hat', operation: 'repaint', references, mask: await handIn() } as const;
    const { response } = await start({ ...request }, { runKeyHash: sha256Hex(KEY) });
    world.dispatched.splice(0);
    await start({ retryOf: response.jobId, models: ['1-model-1'] }, { runKey: KEY });
    expect(world.dispatched).toMatchObject([
      { operation: 'repaint', mask: { key: `images/${response.jobId}/input-2.png` } },
    ]);
  });

  it('is another run for the same key if the mask or the margins are others', async () => {
    const { handIn, start } = await setup();
    const more = { idempotencyKey: 'a-key-for-this-request' };
    const request = { prompt: 'more', operation: 'widen', references: [await handIn()] } as const;
    await start({ ...request, expand: { left: 100 } }, more);
    await expect(start({ ...request, expand: { left: 101 } }, more)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  it.each([
    ['marks nothing', 'dark', /marks nothing/],
    ['has another size', 'larger', /600 × 200 pixels, the picture has 300 × 200/],
  ])('is refused before anything is counted if its mask %s', async (_, bytes, message) => {
    const { handIn, start, keys, spent, world } = await setup();
    const [picture, mask] = [await handIn(), await handIn(undefined, bytes)];
    await expect(
      start({ prompt: 'a red hat', operation: 'repaint', references: [picture], mask }),
    ).rejects.toMatchObject({
      code: 'MASK_MISMATCH',
      message: expect.stringMatching(message),
      details: [{ field: 'mask' }],
    });
    expect([keys('jobs/'), keys('images/'), await spent(), world.dispatched]).toEqual([[], [], 0, []]);
  });
});

it('what a run works on has the name of its type below the run, the mask last', () => {
  const source = { key: 'x', thumbnail: 'y', width: 3, height: 2, bytes: 1, sha256: 'z' };
  const [png, jpeg] = [
    { ...source, contentType: 'image/png' as const },
    { ...source, contentType: 'image/jpeg' as const },
  ];
  const about = { width: 3, height: 2, bytes: 1, sha256: 'z' };
  const copied = (number: number, end: string, contentType: string) => ({
    key: `images/job/input-${number}.${end}`,
    thumbnailKey: `images/job/input-${number}.thumb.webp`,
    contentType,
    ...about,
  });
  const edit = { operation: 'repaint' as const, sources: [png, jpeg], expand: undefined };
  const inputs = [copied(1, 'png', 'image/png'), copied(2, 'jpg', 'image/jpeg')];
  expect(inputsOf('job', { ...edit, mask: undefined })).toStrictEqual({ inputs });
  expect(inputsOf('job', { ...edit, mask: png })).toStrictEqual({
    inputs,
    mask: copied(3, 'png', 'image/png'),
  });
});

describe('a picture of 300 by 200', () => {
  it('is made larger than four megapixels by the large worker, by models that may do so', async () => {
    const { world, handIn, start } = await setup();
    const reference = await handIn();
    await start({ operation: 'enlarge', references: [reference] });
    expect(world.dispatched).toHaveLength(2);
    expect(world.dispatchedLarge.map(({ modelId }) => modelId)).toEqual(['2-model-2']);
    const widen = { prompt: 'more', operation: 'widen', references: [reference] } as const;
    await start({ ...widen, expand: { left: 2000, top: 1600 } });
    expect(world.dispatchedLarge).toHaveLength(1);
    await start({ ...widen, expand: { left: 2000, top: 1700 } });
    expect(world.dispatchedLarge).toHaveLength(3);
  });

  it('is so again by a retry, and by a repetition of a request that died', async () => {
    const { world, handIn, start } = await setup();
    const request = { operation: 'enlarge', references: [await handIn()] } as const;
    const { response } = await start(request, { runKeyHash: sha256Hex(KEY) });
    await start({ retryOf: response.jobId }, { runKey: KEY });
    expect(world.dispatchedLarge.map(({ modelId }) => modelId)).toEqual(['2-model-2', '2-model-2']);
  });
});

describe('how far a picture of 300 by 200 is widened', () => {
  it.each([
    [
      { left: 1898, right: 1898 },
      { left: 1899, right: 1898 },
    ],
    [
      { left: 1386, right: 1386, top: 1436, bottom: 1436 },
      { left: 1386, right: 1386, top: 1436, bottom: 1437 },
    ],
    [{ left: 2000 }, { left: 2001 }],
    [{ bottom: 2000 }, { bottom: 2001 }],
    [{ left: 1 }, { left: 0 }],
  ])('is %j at most, and not %j', async (most, more) => {
    const { handIn, start, world } = await setup();
    const request = { prompt: 'more', operation: 'widen', references: [await handIn()] } as const;
    await start({ ...request, expand: most });
    expect(world.dispatched[0]).toMatchObject({ expand: most });
    await expect(start({ ...request, expand: more })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'expand' }],
    });
  });
});

describe('refused before anything is counted or written:', () => {
  const PARENT = { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f', modelId: '1-a' };
  const CASES: [string, (id: string) => Partial<GenerateRequest>, string, RegExp][] = [
    [
      'repainting without a mask',
      (id) => ({ operation: 'repaint', references: [id] }),
      'mask',
      /^mask is missing: a picture/,
    ],
    [
      'a mask to change by',
      (id) => ({ operation: 'change', references: [id], mask: id }),
      'mask',
      /^mask is for repaint\.$/,
    ],
    [
      'margins to enlarge by',
      (id) => ({ operation: 'enlarge', references: [id], expand: { left: 1 } }),
      'expand',
      /^expand is for widen\.$/,
    ],
    ...(
      [
        ['neither margins nor a shape', {}, 'expand', /Say in expand/],
        ['both', { expand: { left: 9 }, aspectRatio: '1:1' }, 'expand', /not both/],
        ['margins of nothing', { expand: { left: 0 } }, 'expand', /^expand adds nothing\.$/],
        ['its own shape', { aspectRatio: '3:2' }, 'aspectRatio', /has this shape already/],
        ['too much', { expand: { left: 2000, right: 2000 } }, 'expand', /4300 × 200 pixels/],
      ] as const
    ).map(
      ([name, how, field, message]): [string, (id: string) => Partial<GenerateRequest>, string, RegExp] => [
        `widening by ${name}`,
        (id) => ({ operation: 'widen', references: [id], ...how }),
        field,
        message,
      ],
    ),
    [
      'two pictures to enlarge',
      (id) => ({ operation: 'enlarge', references: [id, id] }),
      'references',
      /one picture/,
    ],
    [
      'an instruction without a picture',
      () => ({ operation: 'change' }),
      'references',
      /^references is missing: change works on pictures\.$/,
    ],
    ['a picture without an operation', (id) => ({ references: [id] }), 'references', /say in operation/],
    [
      'a picture to be drawn from words alone',
      (id) => ({ operation: 'generate', references: [id] }),
      'references',
      /say in operation/,
    ],
    [
      'two pictures to change',
      (id) => ({ operation: 'change', references: [id, id] }),
      'references',
      /one picture/,
    ],
    [
      'one picture to combine',
      (id) => ({ operation: 'combine', references: [id] }),
      'references',
      /two or more/,
    ],
  ];
  it.each(CASES)('%s', async (_, request, field, message) => {
    const { handIn, start, keys, spent, world } = await setup();
    const failure = start({ prompt: 'make it night', ...request(await handIn()) });
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      message: expect.stringMatching(message),
      details: [{ field, message: expect.stringMatching(message) }],
    });
    expect([keys('jobs/'), keys('images/'), await spent(), world.dispatched]).toEqual([[], [], 0, []]);
  });

  it.each([
    [{ references: ['x'.repeat(32)] }, 'REFERENCE_NOT_FOUND', /never uploaded/],
    [{ operation: 'repaint', mask: 'x'.repeat(32) }, 'REFERENCE_NOT_FOUND', /never uploaded/],
    [{ parent: PARENT }, 'JOB_NOT_FOUND', /no such run to go on from/],
  ] as const)('what is not there: %j', async (request, code, message) => {
    const { handIn, start, keys, spent, world } = await setup();
    const references = [await handIn()];
    const failure = start({ prompt: 'make it night', operation: 'change', references, ...request });
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect([keys('jobs/'), keys('images/'), await spent(), world.dispatched]).toEqual([[], [], 0, []]);
  });

  it('a picture of somebody else, and one that has expired', async () => {
    const { handIn, start, world } = await setup();
    const request = {
      prompt: 'make it night',
      operation: 'change',
      references: [await handIn(KEY)],
    } as const;
    for (const runKey of [undefined, OTHER_KEY]) {
      await expect(start(request, { runKey })).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    }
    world.clock.advance(24 * 60 * 60 * 1000);
    await expect(start(request, { runKey: KEY })).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
  });

  it('a picture of another person, before anything is counted', async () => {
    const { handIn, start, world, spent } = await setup();
    const references = [await handIn(KEY, undefined, 'ann')];
    const request = { prompt: 'make it night', operation: 'change', references } as const;
    const before = [...world.counters.values];
    for (const who of [{ owner: 'ben' }, { owner: 'ben', runKey: KEY }, { owner: 'olga', isAdmin: true }]) {
      await expect(start(request, who)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    }
    expect([[...world.counters.values], await spent(), world.dispatched]).toEqual([before, 0, []]);
    await start(request, { owner: 'ann' });
    expect(world.dispatched).toHaveLength(2);
  });
});

describe('what fails on the way', () => {
  it('starts nothing if the picture cannot be copied, and gives the reservation back', async () => {
    const { handIn, world, keys } = await setup();
    const request = { prompt: 'make it night', operation: 'change', references: [await handIn()] } as const;
    const flaky = world.container({}, failingMethods('put'));
    await expect(
      flaky(input({ request: { ...request, references: [...request.references] } })),
    ).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect([world.dispatched, keys('jobs/')]).toEqual([[], []]);
    await world.sweep();
  });

  it('is the same run for the same key, also if the same picture was handed in again', async () => {
    const { handIn, start, world } = await setup();
    const request = { prompt: 'make it night', operation: 'change' } as const;
    const idempotencyKey = 'a-key-for-this-request';
    const first = await start({ ...request, references: [await handIn()] }, { idempotencyKey });
    const again = await start({ ...request, references: [await handIn()] }, { idempotencyKey });
    expect(again.response.jobId).toBe(first.response.jobId);
    expect(world.dispatched).toHaveLength(2);
    await expect(start({ prompt: 'make it night' }, { idempotencyKey })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  it('is another run with another operation, picture, mask, margin or parent', async () => {
    const { world, handIn, start } = await setup();
    // Every picture that is handed in has the same bytes here.
    const [one, two] = [await handIn(), await handIn()];
    const stored = [...world.objects.objects.keys()].find((key) => key === `references/${two}.json`) ?? '';
    const { body } = world.objects.objects.get(stored) ?? {};
    const document = JSON.parse(Buffer.from(body ?? []).toString());
    await world.objects.put(stored, JSON.stringify({ ...document, sha256: 'another' }), {
      contentType: 'application/json',
    });
    const { response } = await start({ prompt: 'x' });
    const parent = { jobId: response.jobId, modelId: '1-model-1' };
    const prompt = 'make it night';
    const widen = { prompt, operation: 'widen', references: [one] } as const;
    const repaint = { prompt, operation: 'repaint', references: [one] } as const;
    const change = { prompt, operation: 'change', references: [one] } as const;
    const pairs: [Request, Request][] = [
      [change, { ...change, references: [two] }],
      [change, { ...change, parent }],
      [change, { ...change, operation: 'enlarge' }],
      [
        { ...repaint, mask: one },
        { ...repaint, mask: two },
      ],
      [
        { ...widen, expand: { left: 1 } },
        { ...widen, expand: { left: 2 } },
      ],
    ];
    for (const [index, [first, other]] of pairs.entries()) {
      const idempotencyKey = `a-key-for-request-${index}`;
      await start(first, { idempotencyKey });
      await expect(start(other, { idempotencyKey })).rejects.toMatchObject({
        code: 'IDEMPOTENCY_MISMATCH',
      });
    }
  });
});

describe('a retry of such a run', () => {
  async function run() {
    const found = await setup();
    const references = [await found.handIn()];
    const { response } = await found.start(
      { prompt: 'make it night', operation: 'change', references },
      { runKeyHash: sha256Hex(KEY) },
    );
    found.world.dispatched.splice(0);
    return { ...found, jobId: response.jobId };
  }

  it('works on the same pictures, where they are', async () => {
    const { start, jobId, world, keys } = await run();
    const request = { retryOf: jobId, prompt: 'make it day', models: ['1-model-1'] };
    const { response } = await start(request, { runKey: KEY });
    expect(response.retryOf).toBe(jobId);
    expect(world.dispatched).toMatchObject([
      { prompt: 'make it day', operation: 'change', inputs: [{ key: `images/${jobId}/input-1.png` }] },
    ]);
    expect(world.dispatched[0]?.reservedUsd).toBeCloseTo(0.05);
    expect(keys(`images/${response.jobId}`)).toEqual([]);
  });

  it('does what its run did: margins and masks, too', async () => {
    const { handIn, start, world } = await setup();
    const [picture, mask] = [await handIn(), await handIn()];
    for (const request of [
      { prompt: 'more', operation: 'widen', references: [picture], expand: { left: 7 } },
      { prompt: 'a red hat', operation: 'repaint', references: [picture], mask },
    ] as const) {
      const { response } = await start(request, { runKeyHash: sha256Hex(KEY) });
      const [event] = world.dispatched.splice(0);
      await start({ retryOf: response.jobId }, { runKey: KEY });
      const [again] = world.dispatched.splice(0);
      for (const field of ['operation', 'inputs', 'mask', 'expand'] as const) {
        expect([field, again?.[field]]).toEqual([field, event?.[field]]);
      }
    }
  });

  it('has copies of its own if it is a run of its own', async () => {
    const { start, jobId, keys, world } = await run();
    const { response } = await start({ retryOf: jobId });
    expect(keys(`images/${response.jobId}`)).toHaveLength(2);
    expect(world.dispatched[0]?.inputs?.[0]?.key).toBe(`images/${response.jobId}/input-1.png`);
  });

  it('does not name them', async () => {
    const { start, jobId } = await run();
    const others = [
      { operation: 'change' },
      { references: ['x'.repeat(32)] },
      { mask: 'x'.repeat(32) },
      { expand: { left: 1 } },
    ] as const;
    for (const other of others) {
      await expect(start({ retryOf: jobId, ...other })).rejects.toMatchObject({
        code: 'INVALID_PARAMETER',
        details: [{ field: 'operation', message: expect.stringMatching(/^A retry does what its run did/) }],
      });
    }
  });
});
