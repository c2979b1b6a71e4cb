import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { type RevealRunInput, revealRun } from '../../../../src/usecases/reveal-run/reveal-run.ts';
import { actionsIn, useUpActions } from '../../../helpers/actions.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { input } from '../../../helpers/job-world.ts';
import { failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const OTHER_KEY = 'some-other-key-that-does-not-fit';

/** A blind run of two models, whose workers have not come yet. */
async function blindWorld() {
  const found = await deletionWorld({ blind: true });
  const { world, jobId } = found;
  const reveal = (changes: Partial<RevealRunInput> = {}, faults = noFaults()) =>
    revealRun({
      jobs: withFaults(world.jobs, faults),
      clients: { identify: async (address) => ({ address, hash: 'h' }) },
      rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
      clock: world.clock,
      newId: world.newId,
    })({ jobId, runKey: RUN_KEY, address: '203.0.113.7', ...changes });
  const work = async (count = 2) => {
    for (const event of world.dispatched.splice(0, count)) await found.work(event);
  };
  const mine = () => found.status(jobId, { runKey: RUN_KEY });
  return { ...found, reveal, work, mine };
}

const letters = (results: readonly Result[]) => results.map(({ model, modelId }) => [model, modelId]);

describe('a blind run', () => {
  it('tells nothing before all have ended, then pictures under letters', async () => {
    const { mine, work } = await blindWorld();
    const pending = [
      { model: 'A', modelId: '1-a', provider: '', index: 0, attempt: 1, status: 'pending' },
      { model: 'B', modelId: '2-b', provider: '', index: 0, attempt: 1, status: 'pending' },
    ];
    expect(await mine()).toMatchObject({ blind: true, visibility: 'private', results: pending });
    await work(1);
    expect(await mine()).toMatchObject({ completedPictures: 0, results: pending, endedAt: null });
    await work(1);
    const ended = await mine();
    expect(ended).toMatchObject({ blind: true, status: 'completed', completedPictures: 2 });
    expect(letters(ended.results)).toEqual([
      ['A', '1-a'],
      ['B', '2-b'],
    ]);
  });

  it('tells no model, vendor, slot, time or cost of a picture', async () => {
    const { mine, work, jobId, world } = await blindWorld();
    await work();
    const { estimatedCostUsd: _total, ...told } = await mine();
    const text = JSON.stringify(told);
    for (const word of ['model-1', 'model-2', 'Model 1', 'Model 2', 'Scripted', '0.01', 'thumb', '.png']) {
      expect([word, text.includes(word)]).toEqual([word, false]);
    }
    const createdAt = told.createdAt;
    for (const result of told.results) {
      expect(result).toMatchObject({
        startedAt: createdAt,
        completedAt: createdAt,
        durationMs: 0,
        sent: {},
        width: 1024,
        height: 1024,
        contentType: 'image/webp',
      });
      expect(result).not.toHaveProperty('costUsd');
      expect(result.status === 'completed' && result.imageUrl).toMatch(
        new RegExp(`/images/${jobId}/blind-[0-9a-f-]{36}[.]webp$`),
      );
    }
    expect(world.keysUnder(`images/${jobId}/blind-`)).toHaveLength(2);
    expect([told.actualCostUsd, told.unknownCosts, told.maybeBilled]).toEqual([0, 0, 0]);
  });

  it('has its letters in the order of names drawn by chance, not of the slots', async () => {
    const orders = new Set<string>();
    for (let first = 0; first < 2; first += 1) {
      const { world, jobId, work, mine } = await blindWorld();
      const job = await world.jobs.read(jobId);
      const names = first === 0 ? ['aaaa', 'bbbb'] : ['bbbb', 'aaaa'];
      const blind = { '1-model-1': names[0] ?? '', '2-model-2': names[1] ?? '' };
      await world.objects.put(`jobs/${jobId}/job.json`, JSON.stringify({ ...job, blind }), {
        contentType: 'application/json',
      });
      for (const event of world.dispatched) event.blind = blind[event.modelId as '1-model-1'];
      await work();
      const { results } = await mine();
      const shown = results.map((result) => result.status === 'completed' && result.imageUrl.slice(-9, -5));
      expect(shown).toEqual(['aaaa', 'bbbb']);
      const [a] = await Promise.all(['1-model-1'].map((id) => world.results.read(jobId, id)));
      orders.add(a?.status === 'completed' ? (a.blind?.key ?? '').slice(-9, -5) : '');
    }
    expect(orders).toEqual(new Set(['aaaa', 'bbbb']));
  });

  it('says of a failure only that there is no picture, until it is revealed', async () => {
    const { world, jobId, mine, work } = await blindWorld();
    world.dispatched.shift();
    await world.results.save(jobId, {
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'PROMPT_REFUSED',
        message: safeText`Scripted refused this.`,
        billed: 'no',
        retryable: false,
      },
    });
    await work();
    await world.jobs.end(jobId, { endedAt: '2026-11-20T12:00:00.000Z' });
    const { results } = await mine();
    const failed = results.find(({ status }) => status === 'failed');
    expect(failed?.status === 'failed' && failed.error).toEqual({
      code: 'PROMPT_REFUSED',
      message: 'This picture can be seen, or why there is none, once the run is revealed.',
      billed: 'unknown',
      retryable: false,
    });
  });

  it.each([
    ['a malformed id', { jobId: '../../gallery' }],
    ['nobody', { runKey: undefined }],
  ])('is not revealed for %s, who is not even counted', async (_what, changes) => {
    const { work, reveal, world } = await blindWorld();
    await work();
    await expect(reveal(changes)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect([...world.counters.values.keys()].filter((key) => key.startsWith('actions#'))).toEqual([]);
  });

  it('is told as any other from when it is revealed', async () => {
    const { mine, work, reveal, jobId } = await blindWorld();
    await work();
    const { revealedAt, ...rest } = await reveal();
    expect([rest, typeof revealedAt]).toEqual([
      {
        jobId,
        letters: [
          { letter: 'A', model: 'Model 1', modelId: '1-model-1', index: 0 },
          { letter: 'B', model: 'Model 2', modelId: '2-model-2', index: 0 },
        ],
      },
      'string',
    ]);
    const told = await mine();
    expect(told).not.toHaveProperty('blind');
    expect(letters(told.results)).toEqual([
      ['Model 1', '1-model-1'],
      ['Model 2', '2-model-2'],
    ]);
    expect(told).toMatchObject({ visibility: 'private', actualCostUsd: 0.02 });
    expect(JSON.stringify(told)).not.toContain('blind-');
  });

  it('is revealed once: repeating it, and changing the run later, leave the time as it is', async () => {
    const { reveal, work, change, world, mine } = await blindWorld();
    await work();
    const first = await reveal();
    world.clock.advance(60_000);
    expect(await reveal()).toEqual(first);
    await change({ visibility: 'listed', title: 'Foxes' });
    expect(await reveal()).toEqual(first);
    expect(await mine()).toMatchObject({ visibility: 'listed', title: 'Foxes' });
  });

  it('cannot be revealed while it is drawing', async () => {
    const { reveal, work } = await blindWorld();
    await work(1);
    await expect(reveal()).rejects.toMatchObject({ code: 'RUN_NOT_ENDED' });
  });

  it('is revealed by whom it belongs to; for others it does not exist', async () => {
    const { reveal, work, remove } = await blindWorld();
    await work();
    for (const who of [{ runKey: undefined }, { runKey: OTHER_KEY }, { jobId: 'no id' }]) {
      await expect(reveal(who)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    }
    await remove();
    await expect(reveal()).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('is not shown to everybody, retried or worked on before', async () => {
    const { world, jobId, work, change, reveal } = await blindWorld();
    await work();
    for (const visibility of ['listed', 'unlisted'] as const) {
      await expect(change({ visibility })).rejects.toMatchObject({ code: 'STILL_BLIND' });
    }
    const retry = () => world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
    await expect(retry()).rejects.toMatchObject({ code: 'STILL_BLIND' });
    await reveal();
    expect((await retry()).response.retryOf).toBe(jobId);
    await expect(change({ visibility: 'listed' })).resolves.toMatchObject({ visibility: 'listed' });
  });

  it('of which one picture cannot be shown blind shows the others', async () => {
    const { work, world, jobId, mine, reveal } = await blindWorld();
    await work();
    const key = `jobs/${jobId}/1-model-1.result.json`;
    const stored = JSON.parse(Buffer.from((await world.objects.get(key))?.body ?? []).toString()) as Record<
      string,
      unknown
    >;
    const { blind: _none, ...without } = stored;
    await world.objects.put(key, JSON.stringify(without), { contentType: 'application/json' });
    expect((await mine()).results.map(({ status }) => status).sort()).toEqual(['completed', 'failed']);
    await reveal();
    expect((await mine()).results.map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  it('needs a key, is private whatever it asks for, and is no retry', async () => {
    const { world, jobId } = await blindWorld();
    const start = world.container();
    const request = { prompt: 'a fox', blind: true };
    await expect(start(input({ request }))).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    const runKeyHash = 'a'.repeat(64);
    const { response } = await start(input({ request: { ...request, visibility: 'listed' }, runKeyHash }));
    expect(await world.jobs.read(response.jobId)).toMatchObject({
      visibility: 'private',
      blind: { '1-model-1': expect.any(String), '2-model-2': expect.any(String) },
    });
    await expect(
      start(input({ request: { ...request, retryOf: jobId }, runKeyHash, runKey: RUN_KEY })),
    ).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });

  it('counts as an action of whoever tries to reveal it, and stays blind where those are used up', async () => {
    const { world, reveal, work, mine } = await blindWorld();
    await work();
    await reveal({ runKey: OTHER_KEY }).catch(() => undefined);
    expect(actionsIn(world.counters)).toBe(1);
    await useUpActions(world.counters);
    await expect(reveal()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await mine()).toMatchObject({ blind: true });
  });

  it('is not revealed while the stores are down', async () => {
    const { work, reveal } = await blindWorld();
    await work();
    await expect(reveal({}, failingMethods('list'))).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    await expect(reveal()).resolves.toMatchObject({ revealedAt: expect.any(String) });
  });
});
