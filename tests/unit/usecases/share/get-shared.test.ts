import { describe, expect, it } from '@jest/globals';
import type { VendorText } from '../../../../src/lib/vendor-text.ts';
import { objectKeys } from '../../../../src/store/object-keys.ts';
import { completedDocument, failedDocument } from '../../../helpers/job-documents.ts';
import { sharingWorld } from '../../../helpers/sharing-world.ts';

const DAY_MS = 86_400_000;

describe('what a link shows', () => {
  it('is pictures alone, without anything that leads to the run or tells what was asked for', async () => {
    const { world, jobId, input, create, open, change } = await sharingWorld({
      seed: 7,
      visibility: 'private',
    });
    await change({ title: 'The title of its owner' });
    const { linkId } = await create({ ...input, request: {} });
    const shared = await open(linkId);
    const { results } = shared;
    expect(results.map(({ model, status }) => [model, status])).toEqual([
      ['Model 1', 'completed'],
      ['Model 2', 'completed'],
    ]);
    const text = JSON.stringify(shared);
    for (const word of [
      jobId,
      'fox',
      'title',
      'prompt',
      'seed',
      'sent',
      'requested',
      'costUsd',
      'actualCostUsd',
      'unknownCosts',
      'maybeBilled',
    ]) {
      expect(text).not.toContain(word);
    }
    const [first] = results;
    expect(first?.imageUrl).toMatch(new RegExp(`^https://images.example/images/${linkId}/[\\w-]{22}\\.png$`));
    const key = first?.imageUrl?.replace('https://images.example/', '') ?? '';
    expect(world.objects.objects.get(key)?.options).not.toHaveProperty('metadata');
  });

  it('is also what was asked for, and the costs, if its maker says so', async () => {
    const { jobId, input, create, open, change } = await sharingWorld({ seed: 7 });
    await change({ title: 'The title of its owner' });
    const { linkId } = await create({ ...input, request: { withPrompt: true, withCosts: true } });
    const shared = await open(linkId);
    expect(shared).toMatchObject({
      title: 'The title of its owner',
      prompt: 'a red fox in snow',
      parameters: { seed: 7 },
      actualCostUsd: 0.02,
    });
    expect(shared.results[0]).toMatchObject({ costUsd: 0.01, requested: { seed: 7 } });
    expect(shared.results[0]).toHaveProperty('sent', {});
    expect(JSON.stringify(shared)).not.toContain(jobId);
  });

  it('says of how many pictures nobody knows the cost', async () => {
    const { world, input, create, open } = await sharingWorld({}, false);
    const { costUsd: _cost, ...unpriced } = completedDocument('1-model-1');
    const maybe = failedDocument('2-model-2');
    for (const result of [unpriced, { ...maybe, error: { ...maybe.error, billed: 'unknown' } }]) {
      await world.objects.put(objectKeys.result(input.jobId, result.modelId), JSON.stringify(result), {
        contentType: 'application/json',
      });
    }
    const { linkId } = await create({ ...input, request: { withCosts: true } });
    expect(await open(linkId)).toMatchObject({ actualCostUsd: 0, unknownCosts: 1, maybeBilled: 1 });
  });

  it('is of each picture what belongs to it, and nothing else', async () => {
    const { world, input, create, open } = await sharingWorld({ seed: 7 }, false);
    const { jobId } = input;
    const completed = completedDocument('1-model-1', {
      index: 2,
      revisedPrompt: 'a fox, revised' as VendorText,
    });
    const { revisedPrompt: _none, ...plain } = completedDocument('2-model-2');
    const failed = { ...failedDocument('3-model-3'), costUsd: 0.02 };
    for (const result of [completed, plain, failed]) {
      await world.objects.put(objectKeys.result(jobId, result.modelId), JSON.stringify(result), {
        contentType: 'application/json',
      });
    }
    const { createdAt, ...job } = (await world.jobs.read(jobId)) ?? {};
    const models = [completed, plain, failed, failedDocument('4-model-4')].map(({ modelId, model }) => ({
      id: modelId,
      name: model,
      provider: 'Demo',
      reservedUsd: 0.04,
      timeoutSeconds: 60,
    }));
    await world.objects.put(objectKeys.job(jobId), JSON.stringify({ ...job, createdAt, models }), {
      contentType: 'application/json',
    });
    const { linkId } = await create({ ...input, request: { withPrompt: true, withCosts: true } });
    const size = { width: 1024, height: 1024 };
    const drawn = { provider: 'Demo', status: 'completed', costUsd: 0.03, durationMs: 4000, ...size };
    const asked = { requested: { seed: 7 }, sent: { seed: 7 } };
    const results = [
      { model: 'Model 1', index: 2, ...drawn, ...asked, revisedPrompt: 'a fox, revised' },
      { model: 'Model 2', index: 0, ...drawn, ...asked },
      {
        model: 'Model 3',
        provider: 'Demo',
        index: 0,
        status: 'failed',
        costUsd: 0.02,
        error: { code: 'PROMPT_REFUSED' },
      },
      { model: 'Model 4', provider: 'Demo', index: 0, status: 'pending' },
    ];
    expect(await open(linkId)).toStrictEqual({
      status: 'in_progress',
      createdAt,
      endedAt: null,
      prompt: 'a red fox in snow',
      parameters: { seed: 7 },
      actualCostUsd: 0.08,
      unknownCosts: 0,
      maybeBilled: 0,
      results,
    });
    const bare = await create({ ...input, request: {} });
    const withoutCost = ({ costUsd: _cost, ...result }: Record<string, unknown>) => result;
    expect(await open(bare.linkId)).toStrictEqual({
      status: 'in_progress',
      createdAt,
      endedAt: null,
      results: results.map((result) => {
        const { requested: _asked, sent: _sent, revisedPrompt: _revised, ...shown } = withoutCost(result);
        return shown;
      }),
    });
  });

  it('goes on: pictures that are drawn later are shown, and each is copied once', async () => {
    const { world, draw, input, create, open } = await sharingWorld({}, false);
    const { linkId } = await create({ ...input, request: {} });
    expect((await open(linkId)).results.map(({ status }) => status)).toEqual(['pending', 'pending']);
    await draw();
    const first = await open(linkId);
    expect(first.status).toBe('completed');
    let puts = 0;
    const { put } = world.objects;
    world.objects.put = (...args) => {
      puts += 1;
      return put(...args);
    };
    expect(await open(linkId)).toEqual(first);
    expect(puts).toBe(0);
  });

  it('is nothing once it is revoked, copies included, and other links stay', async () => {
    const { world, input, create, revoke, open } = await sharingWorld();
    const [one, other] = [await create({ ...input, request: {} }), await create({ ...input, request: {} })];
    await open(one.linkId);
    await open(other.linkId);
    expect(world.keysUnder(`images/${one.linkId}`)).toHaveLength(2);
    await revoke({ ...input, linkId: one.linkId });
    await expect(open(one.linkId)).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
    expect(world.keysUnder(`images/${one.linkId}`)).toEqual([]);
    expect((await open(other.linkId)).status).toBe('completed');
    await expect(open('x')).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
    await expect(open('x'.repeat(22))).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
  });

  it('is told to nobody who opens it while it is revoked', async () => {
    const { world, input, create, revoke, openOver } = await sharingWorld();
    const { linkId } = await create({ ...input, request: {} });
    const { put } = world.objects;
    let revoked = false;
    const objects = {
      ...world.objects,
      put: async (...args: Parameters<typeof put>) => {
        if (!revoked) await revoke({ ...input, linkId });
        revoked = true;
        await put(...args);
      },
    };
    await expect(openOver(objects)(linkId)).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
  });

  it('is told to nobody who opens it while its run is deleted', async () => {
    const { world, jobId, input, create, openOver } = await sharingWorld();
    const { linkId } = await create({ ...input, request: {} });
    const state = await world.jobs.readState(jobId);
    const { put } = world.objects;
    const objects = {
      ...world.objects,
      put: async (...args: Parameters<typeof put>) => {
        await put(...args);
        if (state) await world.jobs.saveState(jobId, { ...state, deletedAt: state.createdAt });
      },
    };
    expect(state).toBeDefined();
    await expect(openOver(objects)(linkId)).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('dies with its run, at whose end nothing of it is left', async () => {
    const { world, jobId, input, create, open, remove } = await sharingWorld();
    const { linkId } = await create({ ...input, request: {} });
    await open(linkId);
    await remove();
    await expect(open(linkId)).rejects.toMatchObject({
      code: expect.stringMatching(/^(RUN_DELETED|LINK_NOT_FOUND)$/),
    });
    expect(world.keysUnder('images/')).toEqual([]);
    await world.sweep();
    world.clock.advance(1_000_000);
    await world.sweep();
    expect(world.keysUnder('').filter((key) => !key.startsWith('expiry/'))).toEqual([
      `jobs/${jobId}/state.json`,
    ]);
  });

  it('ends when its run expires, and when everything does', async () => {
    const { world, input, create, open, change } = await sharingWorld();
    const { linkId } = await create({ ...input, request: {} });
    await open(linkId);
    world.clock.advance(30 * DAY_MS - 1);
    expect((await open(linkId)).status).toBe('completed');
    world.clock.advance(1);
    await expect(open(linkId)).rejects.toMatchObject({ code: 'RUN_EXPIRED' });
    await world.sweep();
    expect(world.keysUnder('images/')).toEqual([]);
    await expect(change()).rejects.toMatchObject({ code: 'RUN_EXPIRED' });
  });
});
