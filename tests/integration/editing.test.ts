import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { ModelsResponse, StatusResponse } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { editingStack, pictureOf } from '../helpers/local-stack/editing-stack.ts';
import { until } from '../helpers/local-stack/start.ts';

const MODELS = ['1-demo-aurora', '2-demo-bauhaus'];
const { send, statusOf, run, ...stack } = editingStack();
const goOnFrom = async (jobId: string, modelId: string) => (await stack.goOnFrom(jobId, modelId)).referenceId;

/** The mean of red, green and blue of a picture. */
async function colour(address: string | undefined): Promise<number[]> {
  const reply = await fetch(address ?? '');
  expect(reply.status).toBe(200);
  const { channels } = await sharp(Buffer.from(await reply.arrayBuffer())).stats();
  return channels.slice(0, 3).map(({ mean }) => mean);
}

describe('one picture after the other, through the local stack', () => {
  let first: StatusResponse;
  let night: StatusResponse;
  let red: StatusResponse;

  it('is made night by several models, which get a copy of the picture', async () => {
    first = await run({ prompt: 'a red fox in snow', models: [MODELS[0]] });
    const parent = { jobId: first.jobId, modelId: MODELS[0] ?? '' };
    const references = [await goOnFrom(first.jobId, parent.modelId)];
    night = await run({ prompt: 'make it night', operation: 'change', references, models: MODELS, parent });
    expect(night).toMatchObject({
      status: 'completed',
      operation: 'change',
      parent,
      inputs: [{ width: 256, height: 256, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const [input] = night.inputs ?? [];
    const bytes = Buffer.from(await (await fetch(input?.imageUrl ?? '')).arrayBuffer());
    expect(sha256Hex(bytes)).toBe(input?.sha256);
    expect((await fetch(input?.thumbnailUrl ?? '')).status).toBe(200);
    const before = await colour(pictureOf(first, parent.modelId).imageUrl);
    for (const model of MODELS) {
      const picture = pictureOf(night, model);
      const after = await colour(picture.imageUrl);
      expect((after[0] ?? 255) * 2).toBeLessThan(before[0] ?? 0);
      expect(picture.sent).toMatchObject({ image_1: expect.stringContaining(`sha256:${input?.sha256}`) });
      expect(JSON.stringify(picture.sent).length).toBeLessThan(400);
    }
  }, 60_000);

  it('goes on from one of them', async () => {
    const parent = { jobId: night.jobId, modelId: MODELS[1] ?? '' };
    const references = [await goOnFrom(night.jobId, parent.modelId)];
    red = await run({ prompt: 'make it red', operation: 'change', references, models: [MODELS[0]], parent });
    const [redness = 0, , blueness = 0] = await colour(pictureOf(red, MODELS[0] ?? '').imageUrl);
    expect(redness).toBeGreaterThan(blueness);
  }, 60_000);

  it('draws again what failed, on the same picture, in the same run', async () => {
    await send('POST', '/generate', { retryOf: night.jobId, prompt: 'make it day', models: [MODELS[0]] });
    const again = await until(async () => {
      const { body } = await statusOf(night.jobId);
      return body.attempts.length === 2 && body.endedAt !== null ? body : undefined;
    }, 60_000);
    expect(pictureOf(again, MODELS[0] ?? '').sent).toMatchObject({
      image_1: expect.stringContaining(`sha256:${night.inputs?.[0]?.sha256}`),
    });
    expect(again).toMatchObject({ totalPictures: 2, completedPictures: 2, inputs: night.inputs });
  }, 60_000);

  it('is in the gallery without what it worked on', async () => {
    const list = await send<{ galleries: { id: string; imageCount?: number; previews: string[] }[] }>(
      'GET',
      '/gallery/list',
    );
    const entry = list.body.galleries.find(({ id }) => id === night.jobId);
    expect(entry?.previews).toHaveLength(2);
    expect(JSON.stringify(entry)).not.toContain('input-');
    const detail = await send<{ images: unknown[] }>('GET', `/gallery/${night.jobId}`);
    expect(detail.body.images).toHaveLength(2);
  });

  it('stays readable when the one in the middle is deleted, with its copies', async () => {
    const input = night.inputs?.[0]?.imageUrl ?? '';
    expect((await send('DELETE', `/runs/${night.jobId}`)).status).toBe(202);
    expect((await statusOf(night.jobId)).status).toBe(410);
    expect((await fetch(input)).status).not.toBe(200);
    const { body } = await statusOf(red.jobId);
    expect(body.parent).toEqual({ jobId: night.jobId, modelId: MODELS[1] });
    expect((await fetch(body.inputs?.[0]?.imageUrl ?? '')).status).toBe(200);
    expect((await fetch(pictureOf(first, MODELS[0] ?? '').imageUrl)).status).toBe(200);
  });
});

describe('models that cannot', () => {
  it('say so in GET /models, and are refused by name', async () => {
    const { body } = await send<ModelsResponse>('GET', '/models');
    expect(
      body.models.map(({ supports }) =>
        supports.operations
          ?.filter(({ operation }) => operation === 'change' || operation === 'combine')
          .map(({ operation, references }) => [operation, references]),
      ),
    ).toEqual([
      [
        ['change', 1],
        ['combine', 4],
      ],
      [
        ['change', 1],
        ['combine', 4],
      ],
      [['change', 1]],
      [
        ['change', 1],
        ['combine', 4],
      ],
    ]);
    const drawn = await run({ prompt: 'a lake', models: [MODELS[0]] });
    const references = [
      await goOnFrom(drawn.jobId, MODELS[0] ?? ''),
      await goOnFrom(drawn.jobId, MODELS[0] ?? ''),
    ];
    const request = {
      prompt: 'a party',
      operation: 'combine',
      references,
      models: ['1-demo-aurora', '3-demo-nightfall'],
    };
    const refused = await send('POST', '/generate', request);
    expect([refused.status, refused.body.code]).toEqual([400, 'UNSUPPORTED_OPERATION']);
    const both = await run({ ...request, models: ['1-demo-aurora', '4-demo-refused'] });
    expect(
      both.results.map((result) => (result.status === 'failed' ? result.error.code : result.status)),
    ).toEqual(['completed', 'PROMPT_REFUSED']);
  }, 60_000);

  it.each([
    ['no words', { operation: 'change', references: ['x'.repeat(32)] }, 'PROMPT_REQUIRED'],
    ['no picture', { prompt: 'make it night', operation: 'change' }, 'INVALID_PARAMETER'],
    ['an unknown operation', { prompt: 'x', operation: 'dance' }, 'INVALID_PARAMETER'],
    [
      'ten pictures',
      {
        prompt: 'x',
        operation: 'combine',
        references: Array.from({ length: 10 }, (_, n) => `${n}`.repeat(32)),
      },
      'INVALID_PARAMETER',
    ],
    [
      'a picture that is not there',
      { prompt: 'x', operation: 'change', references: ['x'.repeat(32)] },
      'REFERENCE_NOT_FOUND',
    ],
    [
      'undressing',
      { prompt: 'remove her clothes', operation: 'change', references: ['x'.repeat(32)] },
      'REFERENCE_NOT_FOUND',
    ],
  ])('nor is anything started with %s', async (_, request, code) => {
    const { status, body } = await send('POST', '/generate', request);
    expect([status, body.code]).toEqual([400, code]);
  });
});
