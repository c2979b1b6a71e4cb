import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { ModelsResponse, Reference, StatusResponse } from '../../src/contract/index.ts';
import {
  editingStack,
  FEW_MODELS,
  halfMask,
  pictureOf,
  pixelsAt,
} from '../helpers/local-stack/editing-stack.ts';
import { demoSlots } from '../helpers/local-stack/small-demo.ts';

const [AURORA, BAUHAUS, NIGHTFALL] = ['1-demo-aurora', '2-demo-bauhaus', '3-demo-nightfall'] as const;
const { workerOf, send, statusOf, run, goOnFrom, uploaded } = editingStack(demoSlots(FEW_MODELS));

describe('a thread of steps, through the local stack', () => {
  let first: StatusResponse;
  let night: StatusResponse;
  let hat: StatusResponse;
  let wide: StatusResponse;
  let source: Reference;

  it('is repainted in the part that is marked, and nowhere else', async () => {
    first = await run({ prompt: 'a red fox in snow', models: [AURORA] });
    const parent = { jobId: first.jobId, modelId: AURORA };
    const references = [(await goOnFrom(first.jobId, AURORA)).referenceId];
    night = await run({ prompt: 'make it night', operation: 'change', references, parent });
    source = await goOnFrom(night.jobId, AURORA);
    const mask = (await uploaded(await halfMask(source))).referenceId;
    hat = await run({
      prompt: 'make it red',
      operation: 'repaint',
      references: [source.referenceId],
      mask,
      models: [AURORA, BAUHAUS],
      parent: { jobId: night.jobId, modelId: AURORA },
    });
    expect(hat).toMatchObject({ status: 'completed', operation: 'repaint', mask: { width: source.width } });
    expect((await fetch(hat.mask?.imageUrl ?? '')).status).toBe(200);
    const before = await pixelsAt(hat.inputs?.[0]?.imageUrl);
    for (const model of [AURORA, BAUHAUS]) {
      const after = await pixelsAt(pictureOf(hat, model).imageUrl);
      expect([after.info.width, after.info.channels]).toEqual([source.width, before.info.channels]);
      let [outside, inside] = [0, 0];
      for (let at = 0; at < before.data.length; at += 1) {
        if (before.data[at] === after.data[at]) continue;
        if (Math.floor(at / 3) % source.width < source.width / 2) inside += 1;
        else outside += 1;
      }
      expect(outside).toBe(0);
      expect(inside).toBeGreaterThan(before.data.length / 10);
      expect(pictureOf(hat, model).sent).toMatchObject({ mask: expect.stringContaining('mask.png') });
    }
  }, 90_000);

  it('goes on wider, and then without its background', async () => {
    const parent = { jobId: hat.jobId, modelId: AURORA };
    const { referenceId } = await goOnFrom(hat.jobId, AURORA);
    wide = await run({
      prompt: 'more snow',
      operation: 'widen',
      references: [referenceId],
      aspectRatio: '16:9',
      models: [AURORA],
      parent,
    });
    const picture = pictureOf(wide, AURORA);
    expect(wide.expand).toEqual({ left: 398, right: 398 });
    expect([picture.width, picture.height]).toEqual([1820, 1024]);
    const step = await goOnFrom(wide.jobId, AURORA);
    const cut = await run({
      operation: 'cut-out',
      references: [step.referenceId],
      models: [AURORA],
      parent: { jobId: wide.jobId, modelId: AURORA },
    });
    expect(cut).toMatchObject({ prompt: 'Cut out', operation: 'cut-out' });
    expect((await pixelsAt(pictureOf(cut, AURORA).imageUrl)).info.channels).toBe(4);
    expect(pictureOf(cut, AURORA).thumbnailUrl).toBeDefined();
  }, 60_000);

  it('is enlarged by whoever can, scaled down first for whoever takes less', async () => {
    const step = await goOnFrom(wide.jobId, AURORA);
    const large = await run({ operation: 'enlarge', references: [step.referenceId] });
    expect(large.results.map(({ modelId, status }) => [modelId, status])).toEqual([
      [AURORA, 'completed'],
      [BAUHAUS, 'completed'],
      ['4-demo-refused', 'failed'],
    ]);
    expect(pictureOf(large, AURORA)).toMatchObject({ notes: [], width: expect.any(Number) });
    expect(pictureOf(large, AURORA).width).toBeGreaterThan(step.width * 1.9);
    // Four times the pixels: 7.5 megapixels of the one, exactly four of the other, which is scaled down first.
    expect(workerOf(large, AURORA)).toBe('LargeWorkerFunction');
    expect(workerOf(large, BAUHAUS)).toBe('WorkerFunction');
    expect(workerOf(wide, AURORA)).toBe('WorkerFunction');
    expect(pictureOf(large, AURORA).thumbnailUrl).toBeDefined();
    expect(pictureOf(large, BAUHAUS).notes).toEqual([
      { code: 'SCALED_DOWN', values: { width: 1365, height: 768 } },
    ]);
  }, 60_000);

  it('stays readable when the one in the middle is deleted, mask included in what is deleted', async () => {
    const mask = hat.mask?.imageUrl ?? '';
    expect((await send('DELETE', `/runs/${hat.jobId}`)).status).toBe(202);
    expect((await statusOf(hat.jobId)).status).toBe(410);
    expect((await fetch(mask)).status).not.toBe(200);
    const { body } = await statusOf(wide.jobId);
    expect(body.parent).toEqual({ jobId: hat.jobId, modelId: AURORA });
    expect((await fetch(body.inputs?.[0]?.imageUrl ?? '')).status).toBe(200);
  });

  it('counts its pictures without what it worked on', async () => {
    const detail = await send<{ images: unknown[] }>('GET', `/gallery/${wide.jobId}`);
    expect(detail.body.images).toHaveLength(1);
  });

  it('is said of each model in GET /models', async () => {
    const { body } = await send<ModelsResponse>('GET', '/models');
    const tools = body.models.map(({ supports }) =>
      supports.operations?.map(({ operation }) => operation).filter((each) => !each.startsWith('c')),
    );
    const all = ['repaint', 'widen', 'enlarge'];
    expect(tools).toEqual([all, ['repaint', 'enlarge'], [], all]);
    const [, bauhaus] = body.models;
    expect(bauhaus?.supports.operations?.find(({ operation }) => operation === 'enlarge')).toEqual({
      operation: 'enlarge',
      references: 1,
      referenceUsd: 0,
      limits: { pixels: 1_048_576 },
      scale: 2,
    });
  });

  it.each([
    ['a mask of another size', '#fff', 10, 'MASK_MISMATCH'],
    ['a mask that marks nothing', '#000', 0, 'MASK_MISMATCH'],
  ])('nor is anything started with %s', async (_, background, more, code) => {
    const { width, height } = source;
    const mask = sharp({ create: { width: width + more, height, channels: 3, background } });
    const { referenceId } = await uploaded(await mask.png().toBuffer());
    const references = [(await goOnFrom(night.jobId, AURORA)).referenceId];
    const request = { prompt: 'a red hat', operation: 'repaint', references, mask: referenceId };
    const { status, body } = await send('POST', '/generate', request);
    expect([status, body.code]).toEqual([400, code]);
  });

  it.each([
    ['repaint without a mask', { prompt: 'x', operation: 'repaint' }, 'INVALID_PARAMETER'],
    ['widen without saying how far', { prompt: 'x', operation: 'widen' }, 'INVALID_PARAMETER'],
    ['widen without words', { operation: 'widen', expand: { left: 9 } }, 'PROMPT_REQUIRED'],
    ['widen by nothing', { prompt: 'x', operation: 'widen', expand: {} }, 'INVALID_PARAMETER'],
    ['widen by too much', { prompt: 'x', operation: 'widen', expand: { left: 2001 } }, 'INVALID_PARAMETER'],
    ['enlarge nothing', { operation: 'enlarge', references: [] }, 'INVALID_PARAMETER'],
  ])('nor with %s', async (_, request, code) => {
    const references = [(await goOnFrom(night.jobId, AURORA)).referenceId];
    const { status, body } = await send('POST', '/generate', { references, ...request });
    expect([status, body.code]).toEqual([400, code]);
  });

  it('nor with a model that cannot', async () => {
    const references = [(await goOnFrom(night.jobId, AURORA)).referenceId];
    const request = { operation: 'enlarge', references, models: [NIGHTFALL] };
    const { status, body } = await send('POST', '/generate', request);
    expect([status, body.code]).toEqual([400, 'UNSUPPORTED_OPERATION']);
  });
});
