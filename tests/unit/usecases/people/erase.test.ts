import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { eraseVotes } from '../../../../src/usecases/people/erase.ts';
import { useUpActions } from '../../../helpers/actions.ts';
import { ANN, BEN, erasureWorld, RUN_KEY } from '../../../helpers/erasure-world.ts';
import { listDocument } from '../../../helpers/list-documents.ts';
import { failingCall, failingMethods } from '../../../helpers/store-faults.ts';
import { storedVote } from '../../../suites/vote-store.ts';

const MINUTE_MS = 60_000;
const link = (jobId: string, linkId: string) => ({
  linkId,
  jobId,
  createdAt: '2026-11-20T12:00:00.000Z',
  withPrompt: true,
  withCosts: false,
});

describe('deleting everything of somebody', () => {
  it('deletes runs, pictures, links and keys of a person, and nothing of others', async () => {
    const { world, keys, links, lists, start, draw, key, eraseOf } = await erasureWorld();
    await lists.create(listDocument({ owner: ANN, runKeyHash: sha256Hex(RUN_KEY) }));
    const bensList = listDocument({ listId: '6b1f4c1e-8a53-4f0d-9a5e-000000000001', owner: BEN });
    await lists.create(bensList);
    const [one, other, bens] = [await start(ANN), await start(ANN), await start(BEN)];
    await draw();
    await key(ANN);
    const bensKey = await key(BEN);
    await links.add(link(one, 'link-00000000000000001'));
    expect(await eraseOf({ owner: ANN })).toEqual({
      requestedAt: new Date(world.clock.now()).toISOString(),
      deletedLists: 1,
      deletedRuns: 2,
      revokedKeys: 1,
      deletedVotes: 0,
      goesOn: false,
    });
    expect(world.keysUnder('lists/').filter((name) => !name.includes(bensList.listId))).toEqual([]);
    expect(await lists.find(bensList.listId)).toEqual(bensList);
    expect(await keys.list(ANN)).toEqual([]);
    expect(await keys.list(BEN)).toEqual([bensKey]);
    for (const prefix of ['images/', 'gallery/', 'mine/', 'share/']) {
      const left = world.keysUnder(prefix);
      expect(left.filter((name) => name.includes(one) || name.includes(other) || name.includes(ANN))).toEqual(
        [],
      );
    }
    expect(world.keysUnder('images/').filter((name) => name.includes(bens))).toHaveLength(4);
    // Once nobody works on the runs any more, the sweeper deletes the documents.
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    const documents = world.keysUnder('jobs/').filter((name) => !name.includes(bens));
    expect(documents.sort()).toEqual([one, other].map((id) => `jobs/${id}/state.json`).sort());
  });

  it('deletes what was kept of runs, also of those that are gone, and nothing that was kept later or of others', async () => {
    const { world, kept, start, draw, eraseOf } = await erasureWorld();
    const keep = async (owner: string) => {
      const jobId = await start(owner);
      await draw();
      const job = await world.jobs.read(jobId);
      const key = `images/${jobId}/1-model-1.thumb.webp`;
      await world.objects.put(key, Uint8Array.of(1), { contentType: 'image/webp' });
      await kept.keep(job ?? { jobId, createdAt: '' }, [{ name: '1-model-1', key }]);
      return jobId;
    };
    const [gone, there, bens] = [await keep(ANN), await keep(ANN), await keep(BEN)];
    for (const key of [...world.keysUnder('jobs/'), ...world.keysUnder('mine/')])
      if (key.includes(gone)) await world.objects.delete(key);
    const until = world.clock.now();
    world.clock.advance(MINUTE_MS);
    const later = await keep(ANN);
    world.clock.advance(until - world.clock.now());
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedRuns: 1, goesOn: false });
    const left = world.keysUnder('keep').join(' ');
    expect([gone, there, bens, later].map((id) => left.includes(id))).toEqual([false, false, true, true]);
  });

  it('leaves what was kept to the sweeper when there is no time', async () => {
    const { world, kept, eraseOf, sweepErasures } = await erasureWorld();
    const jobId = '6b1f4c1e-8a53-4f0d-9a5e-000000000009';
    const createdAt = new Date(world.clock.now() - MINUTE_MS).toISOString();
    await world.objects.put('images/x.webp', Uint8Array.of(1), { contentType: 'image/webp' });
    await kept.keep({ jobId, createdAt, owner: ANN }, [{ name: '1-one', key: 'images/x.webp' }]);
    expect(await eraseOf({ owner: ANN, stopsAt: world.clock.now() })).toMatchObject({ goesOn: true });
    expect(world.keysUnder('keep')).toHaveLength(2);
    await sweepErasures();
    expect(world.keysUnder('keep')).toEqual([]);
  });

  it('leaves a list whose request may be writing it for later, and forgets one that never was', async () => {
    const { world, lists, eraseOf, sweepErasures } = await erasureWorld();
    const list = listDocument({ owner: ANN });
    await lists.create(list);
    await world.objects.delete(`lists/${list.listId}/list.json`);
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedLists: 0, goesOn: true });
    await lists.create(list);
    await sweepErasures();
    expect(await lists.find(list.listId)).toBeUndefined();
    await lists.create({ ...list, createdAt: new Date(world.clock.now() - 1).toISOString() });
    await world.objects.delete(`lists/${list.listId}/list.json`);
    world.clock.advance(16 * MINUTE_MS);
    await sweepErasures();
    expect(world.keysUnder(`lists/by/${ANN}/`)).toEqual([]);
    expect(world.keysUnder('erasing/')).toEqual([]);
  });

  it('deletes no list that was made after it was asked for', async () => {
    const { world, lists, eraseOf, sweepErasures } = await erasureWorld();
    await eraseOf({ owner: ANN });
    world.clock.advance(1);
    const later = listDocument({ owner: ANN, createdAt: new Date(world.clock.now()).toISOString() });
    await lists.create(later);
    await sweepErasures();
    expect(await lists.find(later.listId)).toEqual(later);
  });

  it('deletes the runs of a key in an open stack', async () => {
    const { world, start, draw, eraseOf } = await erasureWorld();
    await start();
    await draw();
    expect(await eraseOf({ runKey: 'some-other-key-that-does-not-fit' })).toMatchObject({ deletedRuns: 0 });
    expect(world.keysUnder('mine/')).toHaveLength(1);
    expect(await eraseOf({ runKey: RUN_KEY })).toMatchObject({ deletedRuns: 1, revokedKeys: 0 });
    expect([...world.keysUnder('mine/'), ...world.keysUnder('images/')]).toEqual([]);
  });

  it('never draws what has not begun, and drops what is being drawn, at its cost', async () => {
    const { world, start, draw, eraseOf } = await erasureWorld();
    await start(ANN);
    const [first] = world.dispatched;
    expect(world.spent()).toBe(80_000);
    world.dispatched.length = 1;
    await draw(() => eraseOf({ owner: ANN }));
    expect(world.spent()).toBe(10_000);
    expect(world.counters.values.get(`spend#user#${ANN}#2026-11`)).toBe(10_000);
    expect(world.keysUnder('images/')).toEqual([]);
    if (first !== undefined) world.dispatched.push({ ...first, modelId: '2-model-2' });
    await draw();
    expect(world.spent()).toBe(10_000);
  });

  it('changes nothing when it is repeated, and leaves what was made since', async () => {
    const { world, start, draw, key, eraseOf, sweepErasures } = await erasureWorld();
    await start(ANN);
    await draw();
    await eraseOf({ owner: ANN });
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedRuns: 0, revokedKeys: 0, goesOn: false });
    world.clock.advance(1);
    const later = await start(ANN);
    await draw();
    await key(ANN);
    world.clock.advance(MINUTE_MS);
    expect(await sweepErasures()).toBe(0);
    expect(world.keysUnder('erasing/')).toEqual([]);
    expect(world.keysUnder('mine/').filter((name) => name.includes(ANN))).toEqual([
      expect.stringContaining(later),
    ]);
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedRuns: 1, revokedKeys: 1 });
  });

  it('deletes the votes of a person on all boards that were cast until then, and nobody else’s', async () => {
    const { world, votes, eraseOf } = await erasureWorld();
    const at = (afterMs: number) => ({ votedAt: new Date(world.clock.now() + afterMs).toISOString() });
    const kept = [
      storedVote({ voter: BEN, ...at(-1) }),
      storedVote({ voter: ANN, jobId: 'later', ...at(1) }),
    ];
    const due = Array.from({ length: 130 }, (_, n) =>
      storedVote({ voter: ANN, board: n % 2 === 0 ? 'runs' : 'list-a', jobId: String(n), ...at(-n) }),
    );
    for (const vote of [...due, ...kept]) await votes.add(vote);
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedVotes: 130, goesOn: false });
    expect(votes.all()).toEqual(kept);
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedVotes: 0 });
  });

  it('deletes the votes of a key in an open stack', async () => {
    const { votes, eraseOf } = await erasureWorld();
    await votes.add(storedVote({ voter: sha256Hex(RUN_KEY) }));
    expect(await eraseOf({ runKey: 'some-other-key-that-does-not-fit' })).toMatchObject({ deletedVotes: 0 });
    expect(await eraseOf({ runKey: RUN_KEY })).toMatchObject({ deletedVotes: 1 });
  });

  it('does not wait for an index that still tells what is deleted', async () => {
    const vote = storedVote({ voter: ANN });
    const removed: unknown[] = [];
    const votes = {
      oldestOf: async () => [vote, vote],
      remove: async (...of: unknown[]) => void removed.push(of),
    };
    const erasure = { index: ANN, requestedAtMs: Date.parse(vote.votedAt) };
    expect(await eraseVotes({ votes }, erasure, () => true)).toEqual({ deleted: 1, isLeft: false });
    expect(removed.length).toBeGreaterThan(0);
  });

  it('leaves votes to the sweeper that there is no time for, or that the index does not tell yet', async () => {
    const { world, votes, eraseOf, sweepErasures } = await erasureWorld();
    await votes.add(storedVote({ voter: ANN, votedAt: new Date(world.clock.now()).toISOString() }));
    const told = await eraseOf({ owner: ANN, stopsAt: world.clock.now() + 1000 });
    expect(told).toMatchObject({ deletedVotes: 0, goesOn: true });
    await sweepErasures();
    expect([votes.all(), world.keysUnder('erasing/').length]).toEqual([[], 1]);
    await votes.add(storedVote({ voter: ANN, votedAt: new Date(world.clock.now()).toISOString() }));
    world.clock.advance(MINUTE_MS);
    await sweepErasures();
    expect([votes.all(), world.keysUnder('erasing/')]).toEqual([[], []]);
  });

  it('of more votes than one pass takes is finished by the next one', async () => {
    const { world, votes, eraseOf, sweepErasures } = await erasureWorld();
    const votedAt = new Date(world.clock.now()).toISOString();
    for (let n = 0; n < 2001; n += 1) await votes.add(storedVote({ voter: ANN, jobId: String(n), votedAt }));
    await eraseOf({ owner: ANN, stopsAt: world.clock.now() + 1000 });
    world.clock.advance(10 * MINUTE_MS);
    await sweepErasures();
    expect([votes.all().length, world.keysUnder('erasing/').length]).toEqual([1, 1]);
    await sweepErasures();
    expect([votes.all().length, world.keysUnder('erasing/').length]).toEqual([0, 0]);
  });

  it('is finished by the sweeper if there is no time', async () => {
    const { world, start, draw, eraseOf, sweepErasures } = await erasureWorld();
    for (let number = 0; number < 3; number += 1) await start(ANN);
    await draw();
    const told = await eraseOf({ owner: ANN, stopsAt: world.clock.now() + 1000 });
    expect(told).toMatchObject({ deletedRuns: 0, goesOn: true });
    expect(await sweepErasures()).toBe(3);
    // A run that was being started may still come.
    expect(world.keysUnder('erasing/')).toHaveLength(1);
    world.clock.advance(MINUTE_MS);
    expect(await sweepErasures()).toBe(0);
    expect(world.keysUnder('erasing/')).toEqual([]);
  });

  it('is finished by the sweeper wherever it dies', async () => {
    for (let call = 2; call < 60; call += 1) {
      const { world, keys, votes, start, draw, key, eraseOf, sweepErasures } = await erasureWorld();
      await votes.add(storedVote({ voter: ANN, votedAt: new Date(world.clock.now()).toISOString() }));
      await start(ANN);
      await start(ANN);
      await draw();
      await key(ANN);
      for (const fault of ['before', 'after'] as const)
        await eraseOf({ owner: ANN }, failingCall(call, fault)).catch(() => undefined);
      world.clock.advance(16 * MINUTE_MS);
      await sweepErasures(failingCall(call, 'after'));
      await sweepErasures();
      world.clock.advance(2 * MINUTE_MS);
      await world.sweep();
      expect([await keys.list(ANN), votes.all()]).toEqual([[], []]);
      const left = [...world.objects.objects.keys()].filter((name) => !name.endsWith('/state.json'));
      expect([call, left]).toEqual([call, []]);
    }
  });

  it('waits for the document of a run that is being started, and gives up one that never comes', async () => {
    const { world, eraseOf, sweepErasures } = await erasureWorld();
    const jobId = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    await world.ownRuns.add(ANN, { jobId, createdAtMs: world.clock.now() });
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedRuns: 0, goesOn: true });
    world.clock.advance(15 * MINUTE_MS - 1);
    await sweepErasures();
    expect(world.keysUnder('erasing/')).toHaveLength(1);
    world.clock.advance(1);
    await sweepErasures();
    expect([...world.keysUnder('erasing/'), ...world.keysUnder('mine/')]).toEqual([]);
  });

  it('goes through all pages of the index, once', async () => {
    const { world, eraseOf } = await erasureWorld();
    const { list } = world.objects;
    const listed: string[] = [];
    world.objects.list = (prefix, options) => {
      if (prefix.startsWith('mine/')) listed.push(prefix);
      return list(prefix, options);
    };
    for (let number = 10; number < 70; number += 1) {
      const jobId = `00000000-0000-4000-8000-0000000000${number}`;
      await world.ownRuns.add(ANN, { jobId, createdAtMs: world.clock.now() });
    }
    expect(await eraseOf({ owner: ANN })).toMatchObject({ deletedRuns: 0, goesOn: true });
    expect(listed).toHaveLength(2);
  });

  it('is refused if the marker cannot be written, and before anything is deleted', async () => {
    const { world, start, eraseOf } = await erasureWorld();
    await start(ANN);
    const before = [...world.objects.objects.keys()];
    const refused = eraseOf({ owner: ANN }, failingMethods('put'));
    await expect(refused).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect([...world.objects.objects.keys()]).toEqual(before);
  });

  it('counts as an action', async () => {
    const { world, eraseOf } = await erasureWorld();
    await eraseOf({ owner: ANN });
    expect(world.counters.values.get(`actions#user#${ANN}#2026-11-20`)).toBe(1);
    await useUpActions(world.counters);
    const before = [...world.objects.objects.keys()];
    await expect(eraseOf({ owner: ANN })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect([...world.objects.objects.keys()]).toEqual(before);
  });
});
