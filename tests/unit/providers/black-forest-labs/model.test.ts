import { describe, expect, it } from '@jest/globals';
import { blackForestLabs } from '../../../../src/providers/black-forest-labs/index.ts';
import { mayHaveKey } from '../../../../src/providers/shared/server-address.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import {
  fetchFailure,
  fixture,
  PIXEL,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'flux-2-flex',
  key: 'bfl-0123456789-abcdefghijklmnop',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1024x1024', '16:9': '1280x720' },
  fixed: { output_format: 'png', prompt_upsampling: false },
  supports: { seed: true, steps: true, guidance: true, negativePrompt: false, control: false },
  priceUsd: 0.05,
};
const started = fixture(import.meta.url, 'started');
const ready = fixture(import.meta.url, 'success');
const sample = 'https://delivery-us1.bfl.ai/results/a1b2/sample.png?sig=x';
const pictures = { [sample]: PIXEL };
const pending = (status = 'Pending', httpStatus = 200): ScriptedReply => ({
  status: httpStatus,
  json: { id: 'a1b2', status, result: null },
});
const keyHeader = { 'x-key': '<key>', connection: 'close' };
const poll = {
  method: 'GET',
  url: 'https://api.us1.bfl.ai/v1/get_result?id=a1b2',
  headers: keyHeader,
  body: undefined,
};

providerSuite('black-forest-labs', {
  provider: blackForestLabs,
  settings,
  supported: ['seed', 'steps', 'guidance'],
  success: {
    replies: [started, pending(), ready],
    pictures,
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0, steps: 30, guidance: 4 },
    sent: {
      width: 1280,
      height: 720,
      output_format: 'png',
      prompt_upsampling: false,
      seed: 0,
      steps: 30,
      guidance: 4,
    },
    calls: [
      {
        method: 'POST',
        url: 'https://api.bfl.ai/v1/flux-2-flex',
        headers: { ...keyHeader, 'content-type': 'application/json' },
        body: {
          prompt: 'a red fox in snow',
          width: 1280,
          height: 720,
          output_format: 'png',
          prompt_upsampling: false,
          seed: 0,
          steps: 30,
          guidance: 4,
        },
      },
      poll,
      poll,
    ],
    costUsd: 0.03,
  },
  failures: [
    {
      name: 'a bad key, which is a 403 here',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /Not authenticated/ },
    },
    {
      name: 'an empty account',
      replies: [{ status: 402, json: { detail: 'Insufficient credits' } }],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /Insufficient credits/ },
    },
    {
      name: 'a bad parameter',
      replies: [
        { status: 422, json: { detail: [{ loc: ['body', 'steps'], msg: 'too many steps', type: 'x' }] } },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /too many steps/ },
    },
    {
      name: 'an unknown model',
      replies: [{ status: 404, json: { detail: 'Not Found' } }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    ...busyAndDown({ detail: 'Too many tasks' }),
    {
      name: 'a refused picture within a 200',
      replies: [started, fixture(import.meta.url, 'moderated')],
      expected: {
        code: 'IMAGE_REFUSED',
        billed: 'unknown',
        retryable: true,
        notStarted: false,
        message: /Derivative Works Filter/,
      },
    },
    {
      name: 'a refused prompt within a 200',
      replies: [started, pending('Request Moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'unknown', retryable: false, notStarted: false },
    },
    {
      name: 'a refused prompt within a 422, as FLUX.3 reports it',
      replies: [started, pending('Request Moderated', 422)],
      expected: { code: 'PROMPT_REFUSED', billed: 'unknown', retryable: false },
    },
    {
      name: 'a failed task',
      replies: [started, { status: 200, json: { status: 'Error', result: { error: 'worker lost' } } }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, message: /worker lost/ },
    },
    {
      name: 'a task that stays unknown',
      replies: [started, ...Array.from({ length: 5 }, () => pending('Task not found', 404))],
      expected: { code: 'OUTCOME_UNKNOWN', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a key that is not accepted when asking',
      replies: [
        started,
        ...Array.from({ length: 3 }, () => ({ status: 403, json: { detail: 'Not authenticated' } })),
      ],
      expected: { code: 'OUTCOME_UNKNOWN', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a polling address of somebody else',
      replies: [{ status: 200, json: { id: 'a', polling_url: 'https://bfl.ai.example.com/x' } }],
      expected: { code: 'INVALID_IMAGE', billed: 'unknown', retryable: false, notStarted: false },
    },
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { id: 'a1b2' } }],
    [started, { status: 200, json: { status: 'Ready', result: {} } }],
    [started, ...Array.from({ length: 3 }, () => ({ status: 200, text: 'ok' }))],
  ],
});

describe('black-forest-labs: waiting', () => {
  const draw = (
    replies: ScriptedReply[],
    changed: Partial<ModelSettings> = {},
    shown: Record<string, Uint8Array> = pictures,
  ) => {
    const world = providerWorld(replies, { key: settings.key, pictures: shown });
    const model = blackForestLabs.createImageModel({ ...settings, ...changed }, world.tools);
    return { world, model };
  };
  const signal = () => new AbortController().signal;

  it('keeps polling through unknown statuses, outages and lost replies, without a second request', async () => {
    const { world, model } = draw([
      started,
      pending('Reasoning'),
      pending('Generating'),
      pending('Polishing'),
      { status: 500, text: '' },
      { status: 429, text: '', headers: { 'retry-after': '7' } },
      fetchFailure('ECONNRESET'),
      pending('Task not found', 404),
      ready,
    ]);
    expect(await model.plan({ prompt: 'a fox' }).run({ signal: signal() })).toEqual({
      bytes: PIXEL,
      costUsd: 0.03,
    });
    expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    // 1 s first, then 1.5 s each, but 3 s after the outage and 7 s as asked.
    expect(world.slept()).toBe(1000 + 1500 * 3 + 3000 + 7000 + 1500 * 2);
  });

  it('ends in mid-wait when the time is up', async () => {
    const timer = new AbortController();
    const { world, model } = draw([started, pending(), { never: true }]);
    const run = model.plan({ prompt: 'a fox' }).run({ signal: timer.signal });
    setImmediate(() => timer.abort(new Error('time is up')));
    await expect(run).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown', notStarted: undefined });
    expect(world.calls).toHaveLength(3);
  });

  it('fetches the picture without the key', async () => {
    const { world, model } = draw([started, ready]);
    await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(world.downloads).toEqual([{ address: sample, trustedOrigin: undefined }]);
  });

  it.each([
    [{ cost: 4.2 }, 0.042],
    [{ cost: 0 }, 0],
    [{ cost: null }, 0.03],
    [{}, 0.03],
  ])('counts what the ended task %j says that it cost, else what was expected', async (settled, costUsd) => {
    const json = { id: 'a1b2', status: 'Ready', result: { sample }, ...settled };
    const { model } = draw([started, { status: 200, json }]);
    const drawn = await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(drawn).toEqual({ bytes: PIXEL, costUsd });
  });

  it.each([
    [{ cost: 0 }, 'no', 0],
    [{ cost: 3 }, 'yes', 0.03],
    [{}, 'unknown', undefined],
  ])('tells by the cost %j whether what was moderated is billed', async (settled, billed, costUsd) => {
    for (const status of ['Request Moderated', 'Content Moderated']) {
      const { model } = draw([started, { status: 200, json: { status, ...settled } }]);
      await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
        billed,
        costUsd,
      });
    }
  });

  it.each([
    { status: 'Ready', result: { sample: [sample] } },
    { status: 'Ready', result: { images: [{ url: sample }] } },
    { status: 'Succeeded', result: { sample } },
    { status: 'ready', result: { sample: Buffer.from(PIXEL).toString('base64') } },
  ])('does not lose the picture of %j', async (json) => {
    const { model } = draw([started, { status: 200, json }]);
    const { bytes } = await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(bytes).toEqual(PIXEL);
  });

  it('takes the picture of a reply that needs no asking', async () => {
    const { world, model } = draw([
      { status: 200, json: { id: 'a1b2', status: 'Ready', result: { sample }, cost: 4 } },
    ]);
    expect(await model.plan({ prompt: 'a fox' }).run({ signal: signal() })).toEqual({
      bytes: PIXEL,
      costUsd: 0.04,
    });
    expect(world.calls).toHaveLength(1);
  });

  it('reports the cost of a task that is done and holds no picture', async () => {
    const { model } = draw([
      started,
      { status: 200, json: { status: 'Ready', result: { sample: null }, cost: 4 } },
    ]);
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
      costUsd: 0.04,
    });
  });

  it('ends at a task that was cancelled there, and says so', async () => {
    const { model } = draw([started, pending('Cancelled')]);
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'unknown',
      message: expect.stringMatching(/^This picture was cancelled at Black Forest Labs/),
    });
  });

  it('reports the cost of a picture that could not be fetched', async () => {
    const { model } = draw([started, ready], {}, { [sample]: Buffer.from('garbage') });
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
      costUsd: 0.03,
    });
  });

  it("calls the owner's server, at any URL of it", async () => {
    const polling = 'http://127.0.0.1:4000/anywhere?id=1';
    const { world, model } = draw([{ status: 200, json: { id: '1', polling_url: polling } }, ready], {
      baseUrl: 'http://127.0.0.1:4000',
    });
    expect(await model.plan({ prompt: 'a fox' }).run({ signal: signal() })).toEqual({ bytes: PIXEL });
    expect(world.calls.map(({ url }) => url)).toEqual(['http://127.0.0.1:4000/v1/flux-2-flex', polling]);
    expect(world.downloads[0]?.trustedOrigin).toBe('http://127.0.0.1:4000');
  });
});

describe('black-forest-labs: requests', () => {
  const plan = (changed: Partial<ModelSettings>, options: object) =>
    blackForestLabs
      .createImageModel({ ...settings, ...changed }, providerWorld([]).tools)
      .plan({ prompt: 'a fox', ...options });

  it('keeps steps and guidance within what each model takes, and says so', () => {
    expect(plan({ model: 'flux-dev' }, { steps: 80, guidance: 9 })).toMatchObject({
      sent: { steps: 50, guidance: 5 },
      warnings: [
        saying('steps 80 is outside of 1 to 50 for this model; 50 was sent'),
        saying('guidance 9 is outside of 1.5 to 5 for this model; 5 was sent'),
      ],
    });
    expect(plan({}, { guidance: 9 })).toMatchObject({ sent: { guidance: 9 }, warnings: [] });
  });

  it('sends FLUX.3 only the fields that it knows, as an unknown one is an error', () => {
    const supports = { seed: false, steps: false, guidance: false, negativePrompt: false, control: false };
    const { sent } = plan(
      { model: 'flux-3-image', supports, sizes: { '16:9': '16:9' }, fixed: { resolution: '1k' } },
      { aspectRatio: '16:9', seed: 1, steps: 2, guidance: 3 },
    );
    expect(sent).toEqual({ aspect_ratio: '16:9', resolution: '1k' });
  });
});

describe('black-forest-labs: who gets the key', () => {
  it.each([
    ['https://api.bfl.ai/x', undefined, true],
    ['https://api.eu4.bfl.ai/x', undefined, true],
    ['https://bfl.ai/x', undefined, true],
    ['http://api.bfl.ai/x', undefined, false],
    ['https://api.bfl.ai:8443/x', undefined, false],
    ['https://evilbfl.ai/x', undefined, false],
    ['https://bfl.ai.evil.com/x', undefined, false],
    ['https://user@api.bfl.ai/x', undefined, false],
    ['https://127.0.0.1/x', undefined, false],
    ['//api.bfl.ai/x', undefined, false],
    ['http://127.0.0.1:4000/x', 'http://127.0.0.1:4000', true],
    ['http://127.0.0.1:4001/x', 'http://127.0.0.1:4000', false],
    ['https://api.bfl.ai/x', 'https://proxy.example/bfl', true],
  ])('%s with baseUrl %s: %s', (address, baseUrl, allowed) => {
    expect(mayHaveKey(address, 'bfl.ai', baseUrl)).toBe(allowed);
  });
});
