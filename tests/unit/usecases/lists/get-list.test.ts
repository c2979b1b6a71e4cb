import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { jobWorld } from '../../../helpers/job-world.ts';
import { LIST_ID, LIST_KEY, listDocument } from '../../../helpers/list-documents.ts';
import { listWorld } from '../../../helpers/list-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';
import { PNG } from '../../../helpers/worker-world.ts';

const OWN = { runKey: LIST_KEY };

async function made(changes: Parameters<typeof listDocument>[0] = {}) {
  const all = listWorld();
  await all.world.lists.create(listDocument(changes));
  return all;
}

describe('a list', () => {
  it('is told with its prompts and cells, and without what tells whose it is', async () => {
    const { get } = await made({ budgetUsd: 5, owner: 'ann' });
    const { runKeyHash: _key, owner: _owner, ...definition } = listDocument({ budgetUsd: 5, owner: 'ann' });
    expect(await get(LIST_ID, OWN)).toEqual({
      ...definition,
      cells: [0, 1, 2].map((n) => ({ n, state: 'open' })),
      spentUsd: 0,
      unknownCosts: 0,
      budgetLeftUsd: 5,
    });
  });

  it('says how far each cell is', async () => {
    const { world, start, draw, get } = await made();
    const first = await start(0);
    await draw(async (modelId) => {
      if (modelId === '1-model-1') return { bytes: PNG, costUsd: 0.02 };
      throw new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'unknown', retryable: false });
    });
    const second = await start(1);
    const third = await start(2);
    const at = new Date(world.clock.now()).toISOString();
    await world.jobs.saveState(third, { createdAt: at, visibility: 'private', deletedAt: at });
    const list = await get(LIST_ID, OWN);
    expect(list.cells).toEqual([
      { n: 0, state: 'ended', jobId: first, revealed: true, completed: 1, failed: 1, refused: 1 },
      { n: 1, state: 'running', jobId: second, completed: 0, failed: 0, refused: 0 },
      { n: 2, state: 'deleted', jobId: third },
    ]);
    expect([list.spentUsd, list.unknownCosts, list.budgetLeftUsd]).toEqual([0.02, 1, null]);
  });

  it('tells nothing of a blind cell before it has ended, then that it is not revealed, and always what it cost', async () => {
    const { world, start, draw, get } = await made({ blind: true });
    const jobId = await start(0);
    const [one, other] = world.dispatched.splice(0);
    if (one === undefined || other === undefined) throw new Error('Two models should draw.');
    world.dispatched.push(one);
    await draw();
    const running = await get(LIST_ID, OWN);
    expect(running.cells[0]).toEqual({ n: 0, state: 'running', jobId, completed: 0, failed: 0, refused: 0 });
    world.dispatched.push(other);
    await draw();
    const ended = await get(LIST_ID, OWN);
    expect(ended.cells[0]).toMatchObject({ state: 'ended', revealed: false });
    expect(ended.spentUsd).toBe(0.02);
    expect(JSON.stringify(ended.cells)).not.toContain('model-1');
    const at = new Date(world.clock.now()).toISOString();
    await world.jobs.saveState(jobId, { createdAt: at, visibility: 'private', revealedAt: at });
    expect((await get(LIST_ID, OWN)).cells[0]).toMatchObject({ state: 'ended', revealed: true });
  });

  it('says what is left of its budget, and that it stops there', async () => {
    const { start, draw, get } = await made({ budgetUsd: 0.12 });
    await start(0);
    expect(await get(LIST_ID, OWN)).toMatchObject({ budgetLeftUsd: 0.04, stoppedBy: 'budget' });
    await draw();
    const list = await get(LIST_ID, OWN);
    expect(list).toMatchObject({ budgetLeftUsd: 0.1, spentUsd: 0.02 });
    expect(list).not.toHaveProperty('stoppedBy');
    for (const n of [1, 2]) {
      await start(n);
      await draw();
    }
    // Nothing is left to be stopped.
    expect(await get(LIST_ID, OWN)).not.toHaveProperty('stoppedBy');
  });

  it('takes a cell whose run was never written for one that is open', async () => {
    const { world, get } = await made();
    await world.lists.takeCell(LIST_ID, 1, { jobId: '11111111-1111-4111-8111-111111111111' });
    expect((await get(LIST_ID, OWN)).cells[1]).toEqual({ n: 1, state: 'open' });
  });

  it('that is unlisted is seen by whoever has its id, a private one by its owner and admins', async () => {
    const { get } = await made();
    await expect(get(LIST_ID, { isAdmin: true })).resolves.toBeDefined();
    for (const who of [{}, { runKey: 'another-key-that-does-not-fit' }, { owner: 'ben' }]) {
      expect((await refusalOf(get(LIST_ID, who))).code).toBe('LIST_NOT_FOUND');
    }
    expect((await refusalOf(get('list', OWN))).code).toBe('LIST_NOT_FOUND');
    const unlisted = await made({ visibility: 'unlisted' });
    await expect(unlisted.get(LIST_ID, {})).resolves.toBeDefined();
  });

  it('is unavailable with its store', async () => {
    const broken = listWorld(jobWorld(), failingMethods('list'));
    expect((await refusalOf(broken.get(LIST_ID, OWN))).code).toBe('DISPATCH_FAILED');
  });
});
