import { describe, expect, it } from '@jest/globals';
import { fal } from '../../../../src/providers/fal/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import {
  fetchFailure,
  fixture,
  PIXEL,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'fal-ai/flux/dev',
  key: 'fal-0123456789-abcdefghijklmnop',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1024x1024', '16:9': '1280x720' },
  fixed: { output_format: 'png' },
  supports: { seed: true, steps: true, guidance: true, negativePrompt: false, control: false },
  priceUsd: 0.025,
};
const started = fixture(import.meta.url, 'started');
const completed = fixture(import.meta.url, 'completed');
const success = fixture(import.meta.url, 'success');
const moderated = fixture(import.meta.url, 'moderated');
const pictures = { 'https://v3.fal.media/files/zebra/a1b2.png': PIXEL };
const waiting = (status: string): ScriptedReply => ({ status: 202, json: { status } });
const flagged: ScriptedReply = {
  status: 200,
  json: { images: [{ url: 'https://v3.fal.media/files/zebra/a1b2.png' }], has_nsfw_concepts: [true] },
};
const request = 'https://queue.fal.run/fal-ai/flux/requests/764cabcf-b745-4b3e-ae38-1200304cf45b';
const keyHeader = { authorization: 'Key <key>', connection: 'close' };
const get = (url: string) => ({ method: 'GET', url, headers: keyHeader, body: undefined });

providerSuite('fal', {
  provider: fal,
  settings,
  supported: ['seed', 'steps', 'guidance'],
  success: {
    replies: [started, waiting('IN_QUEUE'), waiting('IN_PROGRESS'), completed, success],
    pictures,
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0, steps: 30, guidance: 4 },
    sent: {
      image_size: { width: 1280, height: 720 },
      output_format: 'png',
      seed: 0,
      num_inference_steps: 30,
      guidance_scale: 4,
    },
    calls: [
      {
        method: 'POST',
        url: 'https://queue.fal.run/fal-ai/flux/dev',
        headers: { ...keyHeader, 'content-type': 'application/json' },
        body: {
          prompt: 'a red fox in snow',
          image_size: { width: 1280, height: 720 },
          output_format: 'png',
          seed: 0,
          num_inference_steps: 30,
          guidance_scale: 4,
        },
      },
      get(`${request}/status`),
      get(`${request}/status`),
      get(`${request}/status`),
      get(request),
    ],
  },
  failures: [
    {
      name: 'a bad key',
      replies: [{ status: 401, json: { detail: 'No user found for Key ID and Secret' } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /No user found/ },
    },
    {
      name: 'an empty account, which is a 403 here',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /Exhausted balance/ },
    },
    {
      name: 'an account that the vendor has locked',
      replies: [
        {
          status: 403,
          json: { detail: 'User is locked. Reason: Admin lock. Please contact support@fal.ai' },
        },
      ],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /blocked the account/ },
    },
    {
      name: 'an unknown model',
      replies: [{ status: 404, json: { detail: 'Application "flux-9" not found' } }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a prompt refused before the queue takes it',
      replies: [moderated],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /content checker/ },
    },
    {
      name: 'a prompt refused by the task',
      replies: [started, completed, moderated],
      expected: { code: 'PROMPT_REFUSED', billed: 'unknown', retryable: false, notStarted: false },
    },
    {
      name: 'a picture that was blackened',
      replies: [started, completed, flagged],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a bad parameter, told by the task',
      replies: [
        started,
        completed,
        { status: 422, json: { detail: [{ loc: ['body', 'seed'], msg: 'too large', type: 'less_than' }] } },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'unknown', retryable: false, message: /too large/ },
    },
    ...busyAndDown({ detail: 'Too many requests' }),
    {
      name: 'a model that failed, by the queue’s own word',
      replies: [
        started,
        completed,
        { status: 504, headers: { 'x-fal-error-type': 'request_timeout' }, json: { detail: 'Timed out' } },
      ],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a rate limit at the result that does not end, which does not allow drawing again',
      replies: [started, completed, ...Array.from({ length: 3 }, () => ({ status: 429, text: '' }))],
      expected: { code: 'RATE_LIMITED', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a status address of somebody else',
      replies: [
        { status: 200, json: { status_url: 'https://fal.run.example.com/s', response_url: request } },
      ],
      expected: { code: 'INVALID_IMAGE', billed: 'unknown', retryable: false, notStarted: false },
    },
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { request_id: 'a1b2' } }],
    [started, completed, { status: 200, json: {} }],
    [started, completed, { status: 200, text: 'ok' }],
    [started, ...Array.from({ length: 3 }, () => ({ status: 200, text: 'ok' }))],
  ],
});

describe('fal: waiting', () => {
  const draw = (replies: ScriptedReply[], changed: Partial<ModelSettings> = {}) => {
    const world = providerWorld(replies, { key: settings.key, pictures });
    const model = fal.createImageModel({ ...settings, ...changed }, world.tools);
    const run = () => model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
    return { world, run };
  };

  it('keeps asking through outages, for the status and for the result, without a second task', async () => {
    const { world, run } = draw([
      started,
      fetchFailure('ECONNRESET'),
      { status: 502, text: '' },
      completed,
      { status: 404, json: { detail: 'Request not found' } },
      { status: 503, text: '' },
      success,
    ]);
    expect(await run()).toEqual({ bytes: PIXEL });
    expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('takes the picture of an address that draws at once, such as https://fal.run', async () => {
    const { world, run } = draw([success]);
    expect(await run()).toEqual({ bytes: PIXEL });
    expect(world.calls).toHaveLength(1);
  });

  it.each([
    ['FAILED', /is having problems/],
    ['CANCELLED', /^This picture was cancelled at fal\.ai/],
  ])('ends at the status %s, which would never change', async (status, message) => {
    const { run } = draw([started, { status: 200, json: { status } }]);
    await expect(run()).rejects.toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'unknown',
      message: expect.stringMatching(message),
    });
  });

  it('reads an error inside the result', async () => {
    const detail = [{ loc: ['body', 'prompt'], msg: 'Not this.', type: 'content_policy_violation' }];
    await expect(draw([started, completed, { status: 200, json: { detail } }]).run()).rejects.toMatchObject({
      code: 'PROMPT_REFUSED',
      billed: 'unknown',
      message: expect.stringContaining('Not this.'),
    });
  });

  it('says how many pictures came', async () => {
    const url = 'https://v3.fal.media/files/zebra/a1b2.png';
    const { run } = draw([started, completed, { status: 200, json: { images: [{ url }, { url }] } }]);
    expect((await run()).warnings).toMatchObject([{ code: 'MORE_PICTURES', values: { count: 2 } }]);
  });

  it('fetches the picture without the key', async () => {
    const { world, run } = draw([started, completed, success]);
    await run();
    expect(world.downloads).toEqual([
      { address: 'https://v3.fal.media/files/zebra/a1b2.png', trustedOrigin: undefined },
    ]);
  });

  it('keeps a picture that is only said to be flagged, where the owner turned the checker off', async () => {
    const { run } = draw([started, completed, flagged], { fixed: { enable_safety_checker: false } });
    expect(await run()).toEqual({ bytes: PIXEL });
  });

  it('takes the picture of models that answer with one, or in the reply itself', async () => {
    const address = 'https://v3.fal.media/files/zebra/a1b2.png';
    const data = `data:image/png;base64,${Buffer.from(PIXEL).toString('base64')}`;
    for (const json of [{ image: { url: address } }, { images: [{ url: data }] }]) {
      expect(await draw([started, completed, { status: 200, json }]).run()).toEqual({ bytes: PIXEL });
    }
  });
});

describe('fal: sizes', () => {
  const plan = (sizes: ModelSettings['sizes']) =>
    fal
      .createImageModel({ ...settings, sizes, fixed: {} }, providerWorld([]).tools)
      .plan({ prompt: 'a fox', aspectRatio: '16:9' }).sent;

  it.each([
    ['pixels as an object', '1280x720', { image_size: { width: 1280, height: 720 } }],
    ['a word', 'landscape_16_9', { image_size: 'landscape_16_9' }],
    ['a ratio', '16:9', { aspect_ratio: '16:9' }],
  ])('are sent as %s', (_, size, sent) => {
    expect(plan({ '16:9': size })).toEqual(sent);
  });
});
