import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { input, type JobWorldOptions, jobWorld } from '../../../helpers/job-world.ts';
import { LIST_ID, LIST_KEY, listDocument } from '../../../helpers/list-documents.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { type Fault, failingCall, noFaults } from '../../../helpers/store-faults.ts';

const ANN = 'ann-has-an-id-of-22-le';
const cell = (n = 0) => input({ request: { cell: { listId: LIST_ID, n } }, runKey: LIST_KEY });
const SPENT = `spend#list#${LIST_ID}`;
const MINUTE_MS = 60_000;

/** A stack with a list of three prompts, 8 cents each. */
async function listWorld(changes: Parameters<typeof listDocument>[0] = {}, options: JobWorldOptions = {}) {
  const world = jobWorld(options);
  await world.lists.create(listDocument(changes));
  return { ...world, spentOfList: () => world.counters.values.get(SPENT) ?? 0 };
}

describe('a cell of a list', () => {
  it('is a run of its prompt by the models of the list, as the list says', async () => {
    const world = await listWorld({ count: 2, parameters: { seed: 7, aspectRatio: '1:1' }, blind: true });
    const { response } = await world.container()(cell());
    expect(response).toMatchObject({ totalModels: 2, totalPictures: 4 });
    const job = await world.jobs.read(response.jobId);
    expect(job).toMatchObject({
      prompt: 'a red fox',
      parameters: { seed: 7, aspectRatio: '1:1' },
      indexes: [0, 1],
      visibility: 'private',
      blind: expect.any(Object),
      runKeyHash: sha256Hex(LIST_KEY),
      cell: { listId: LIST_ID, n: 0, category: 'animals' },
    });
    expect(job).not.toHaveProperty('payerList');
    expect(world.dispatched.map(({ prompt }) => prompt)).toEqual(Array(4).fill('a red fox'));
    expect(await world.lists.readCell(LIST_ID, 0)).toEqual({ jobId: response.jobId });
    const own = await world.ownRuns.list(sha256Hex(LIST_KEY), { limit: 9 });
    expect(own.runs.map(({ jobId }) => jobId)).toEqual([response.jobId]);
  });

  it('is drawn for the person whose list it is, also by an admin, who pays', async () => {
    const world = await listWorld({ owner: ANN });
    const admin = { owner: 'ben-has-an-id-of-22-le', isAdmin: true, runKey: undefined };
    const { response } = await world.container()({ ...cell(), ...admin });
    expect(await world.jobs.read(response.jobId)).toMatchObject({ owner: ANN, payer: admin.owner });
  });

  it.each([
    ['without the key', { runKey: undefined }],
    ['with another key', { runKey: 'another-key-that-does-not-fit' }],
  ])('is not drawn %s, even if everybody may see the list', async (_how, who) => {
    const world = await listWorld({ visibility: 'unlisted' });
    const refusal = await refusalOf(world.container()({ ...cell(), ...who }));
    expect(refusal.code).toBe('LIST_NOT_FOUND');
    expect(world.dispatched).toEqual([]);
  });

  it.each([
    [{ cell: { listId: LIST_ID, n: 3 } }, 'The list has 3 prompts, counted from 0.'],
    [
      { cell: { listId: LIST_ID, n: 0 }, prompt: 'a cat' },
      'cell says it all, from the list: leave out prompt.',
    ],
    [{ cell: { listId: LIST_ID, n: 0 }, count: 2 }, 'cell says it all, from the list: leave out count.'],
  ])('refuses %j', async (request, message) => {
    const world = await listWorld();
    const refusal = await refusalOf(world.container()({ ...cell(), request }));
    expect(refusal).toMatchObject({ code: 'INVALID_PARAMETER', message });
    expect(world.keysUnder('jobs/')).toEqual([]);
  });

  it('passes the content filter of its day', async () => {
    const world = await listWorld();
    const refusal = await refusalOf(world.container({ isBlocked: () => true })(cell()));
    expect(refusal.code).toBe('PROMPT_BLOCKED');
    expect(world.keysUnder(`lists/${LIST_ID}/cells/`)).toEqual([]);
  });
});

describe('a cell that is asked for again', () => {
  it.each([0, 1, 30 * 24 * 60 * MINUTE_MS])(
    '%d ms later gets the run that there is, and pays nothing',
    async (later) => {
      const world = await listWorld({ budgetUsd: 5 });
      const first = await world.container()(cell());
      const [spent, count] = [world.spentOfList(), world.dispatched.length];
      world.clock.advance(later);
      const second = await world.container()(cell());
      expect(second).toEqual({ response: first.response, headers: {} });
      expect([world.spentOfList(), world.dispatched.length]).toEqual([spent, count]);
      expect(world.keysUnder('jobs/')).toHaveLength(1);
    },
  );

  it('by two tabs at once is drawn once', async () => {
    const world = await listWorld({ budgetUsd: 5 });
    const started = await Promise.allSettled([1, 2, 3].map(() => world.container()(cell())));
    const answered = started.flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.response.jobId] : [],
    );
    const refused = started.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(new Set(answered).size).toBe(1);
    expect(refused.every((code) => code === 'IDEMPOTENCY_IN_PROGRESS')).toBe(true);
    expect(world.dispatched).toHaveLength(2);
    expect(world.spentOfList()).toBe(80_000);
    const { response } = await world.container()(cell());
    expect([response.jobId]).toEqual([...new Set(answered)]);
  });

  it('is not drawn again once its run was deleted', async () => {
    const world = await listWorld();
    const { response } = await world.container()(cell());
    const at = new Date(world.clock.now()).toISOString();
    await world.jobs.saveState(response.jobId, { createdAt: at, visibility: 'private', deletedAt: at });
    for (const later of [0, 25 * 60 * MINUTE_MS]) {
      world.clock.advance(later);
      expect((await refusalOf(world.container()(cell()))).code).toBe('RUN_DELETED');
    }
    expect(world.dispatched).toHaveLength(2);
  });

  it('is not drawn any more once the list was deleted', async () => {
    const world = await listWorld();
    await world.lists.delete(listDocument());
    expect((await refusalOf(world.container()(cell()))).code).toBe('LIST_NOT_FOUND');
  });
});

describe('the budget of a list', () => {
  it('holds what a cell may cost, is settled by what it did cost, and stops the list', async () => {
    const world = await listWorld({ budgetUsd: 0.1 });
    const start = world.container();
    const { response } = await start(cell(0));
    expect(await world.jobs.read(response.jobId)).toMatchObject({ payerList: LIST_ID });
    expect(world.spentOfList()).toBe(80_000);
    const refusal = await refusalOf(start(cell(1)));
    expect(refusal).toMatchObject({ code: 'LIST_BUDGET_REACHED', retryAfter: undefined });
    expect(refusal).toHaveProperty('headers', {});
    expect(world.spent()).toBe(80_000);
    // A worker settles by what its event says.
    const budget = createBudget({ counters: world.counters, log: world.log });
    for (const event of world.dispatched) {
      expect(event).toMatchObject({ payerList: LIST_ID });
      await budget.settle({ ...(event as WorkerEvent) }, 0.01);
    }
    expect(world.spentOfList()).toBe(20_000);
    const second = await start(cell(1));
    expect(await world.lists.readCell(LIST_ID, 1)).toEqual({ jobId: second.response.jobId });
  });

  it('is exact however many cells are started at once', async () => {
    const world = await listWorld({ budgetUsd: 0.16, prompts: Array(9).fill({ text: 'a fox' }) });
    const started = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => world.container()(cell(n))));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect([world.spentOfList(), world.spent()]).toEqual([160_000, 160_000]);
  });

  it('is not touched by a cell that another limit refuses, nor by a retry', async () => {
    const world = await listWorld({ budgetUsd: 5 }, { limits: { perAddressPerDay: 2 } });
    const start = world.container();
    const { response } = await start(cell(0));
    await start(input({ request: { retryOf: response.jobId }, runKey: LIST_KEY }));
    expect(world.dispatched.at(-1)).not.toHaveProperty('payerList');
    expect(world.dispatched.at(-1)?.run).not.toHaveProperty('payerList');
    expect((await refusalOf(start(cell(1)))).code).toBe('RATE_LIMITED');
    expect(world.spentOfList()).toBe(80_000);
    world.clock.advance(12 * 60 * MINUTE_MS);
    await start(cell(1));
    expect(world.spentOfList()).toBe(160_000);
  });
});

describe('a store that fails once, at any call, while a cell is started', () => {
  const callsOfOneCell = async () => {
    const world = await listWorld({ budgetUsd: 1 });
    const faults = noFaults();
    await world.container({}, faults)(cell());
    return faults.calls;
  };

  it('never draws a picture twice, pays twice, or leaves anything reserved that is not drawn', async () => {
    const calls = await callsOfOneCell();
    expect(calls).toBeGreaterThan(12);
    for (let call = 1; call <= calls; call += 1) {
      for (const fault of ['before', 'after'] satisfies Fault[]) {
        const world = await listWorld({ budgetUsd: 1 });
        const ids = new Set<string>();
        const first = await world
          .container(
            {},
            failingCall(call, fault),
          )(cell())
          .catch(() => undefined);
        if (first !== undefined) ids.add(first.response.jobId);
        // Whoever works on the list asks again: soon, and another time when the lease of a dead request is over.
        for (const later of [1000, 40_000]) {
          world.clock.advance(later);
          const again = await world
            .container()(cell())
            .catch(() => undefined);
          if (again !== undefined) ids.add(again.response.jobId);
        }
        const drawn = new Set(world.dispatched.map(({ jobId, modelId }) => `${jobId} ${modelId}`));
        world.clock.advance(11 * MINUTE_MS);
        // The second pass ends what the first one has found again.
        for (const _pass of [1, 2]) await world.sweep();
        const seen = {
          call,
          fault,
          runs: ids.size,
          drawn: drawn.size,
          spent: [world.spentOfList(), world.spent()],
        };
        expect(seen).toEqual({ call, fault, runs: 1, drawn: 2, spent: [0, 0] });
      }
    }
  });
});
