import { describe, expect, it } from '@jest/globals';
import type { ExportResponse } from '../../../../src/contract/index.ts';
import { ANN, BEN, erasureWorld, RUN_KEY } from '../../../helpers/erasure-world.ts';
import { listDocument } from '../../../helpers/list-documents.ts';
import { storedVote } from '../../../suites/vote-store.ts';

const idsOf = ({ runs }: ExportResponse) => runs.map(({ jobId }) => jobId);

describe('an export', () => {
  it('holds the runs of a person with results, addresses and links, the keys without secrets, and what was spent', async () => {
    const { world, links, start, draw, key, exported } = await erasureWorld();
    const first = await start(ANN, 'a red fox');
    await start(BEN);
    await draw();
    world.clock.advance(1000);
    const second = await start(ANN, 'a blue fox');
    const { hash: _hash, owner: _owner, role: _role, ...kept } = await key(ANN);
    await key(BEN);
    const link = {
      linkId: 'link-00000000000000001',
      createdAt: '2026-11-20T12:00:00.000Z',
      withPrompt: true,
      withCosts: false,
    };
    const newer = {
      ...link,
      linkId: 'link-00000000000000002',
      createdAt: '2026-11-20T12:00:01.000Z',
    };
    for (const each of [link, newer]) await links.add({ ...each, jobId: first });
    const page = await exported({ owner: ANN }, {});
    expect(page).toMatchObject({
      exportedAt: new Date(world.clock.now()).toISOString(),
      total: 2,
      nextCursor: null,
    });
    expect(page.person).toEqual({ id: ANN, spentUsd: 0.1, keys: [kept] });
    expect(idsOf(page)).toEqual([second, first]);
    const [newest, oldest] = page.runs;
    expect(newest).toMatchObject({ prompt: 'a blue fox', status: 'pending', links: [] });
    expect(oldest).toMatchObject({ prompt: 'a red fox', status: 'completed', visibility: 'listed' });
    expect(oldest?.links).toEqual([newer, link]);
    expect(oldest?.results.map((result) => result.status === 'completed' && result.imageUrl)).toEqual([
      `https://images.example/images/${first}/1-model-1.png`,
      `https://images.example/images/${first}/2-model-2.png`,
    ]);
    expect(JSON.stringify(page)).not.toMatch(/hash|aaaaaaaa/i);
  });

  it('holds the private runs of a person, and of nobody else', async () => {
    const { world, start, exported } = await erasureWorld();
    const jobId = await start(ANN);
    const job = await world.jobs.read(jobId);
    const hidden = JSON.stringify({ ...job, visibility: 'private' });
    await world.objects.put(`jobs/${jobId}/job.json`, hidden, { contentType: 'application/json' });
    expect(idsOf(await exported({ owner: ANN }, {}))).toEqual([jobId]);
    expect(idsOf(await exported({ owner: BEN }, {}))).toEqual([]);
  });

  it('comes in pages, with the person on the first one', async () => {
    const { world, start, exported } = await erasureWorld();
    const ids = [];
    for (let number = 0; number < 5; number += 1) {
      ids.unshift(await start(ANN));
      world.clock.advance(1000);
    }
    const first = await exported({ owner: ANN }, { limit: 2 });
    const second = await exported({ owner: ANN }, { limit: 2, cursor: String(first.nextCursor) });
    const third = await exported({ owner: ANN }, { limit: 2, cursor: String(second.nextCursor) });
    expect([first, second, third].flatMap(idsOf)).toEqual(ids);
    expect([first.person?.id, second.person, third.nextCursor]).toEqual([ANN, undefined, null]);
  });

  it('ends a page before it would be too large for a response, and loses no run', async () => {
    const { world, start, draw, exported } = await erasureWorld();
    const ids = [];
    for (let number = 0; number < 12; number += 1) {
      ids.unshift(await start(ANN));
      await draw();
      world.clock.advance(1000);
    }
    // Each of them as large as a run can be, quotation marks included.
    for (const id of ids) {
      const key = `jobs/${id}/job.json`;
      const text = Buffer.from((await world.objects.get(key))?.body ?? []).toString();
      const job = { ...JSON.parse(text), prompt: '"'.repeat(450_000) };
      await world.objects.put(key, JSON.stringify(job), { contentType: 'application/json' });
    }
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: ExportResponse = await exported(
        { owner: ANN },
        cursor === undefined ? {} : { cursor: String(cursor) },
      );
      expect(page.total).toBeGreaterThan(0);
      expect(Buffer.byteLength(JSON.stringify({ body: JSON.stringify(page) }))).toBeLessThan(6_000_000);
      found.push(...idsOf(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(ids);
  });

  it('holds nothing of runs that are deleted or over, nor of those that never came', async () => {
    const { world, start, draw, eraseOf, exported } = await erasureWorld();
    await start(ANN);
    await draw();
    const jobId = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    await world.ownRuns.add(ANN, { jobId, createdAtMs: world.clock.now() });
    expect((await exported({ owner: ANN }, {})).total).toBe(1);
    await eraseOf({ owner: ANN });
    expect(await exported({ owner: ANN }, {})).toMatchObject({ runs: [], total: 0, nextCursor: null });
  });

  it('holds votes on its first page, the newest first, also on runs that are gone, and not whose the pictures were', async () => {
    const { start, votes, exported } = await erasureWorld();
    for (let number = 0; number < 2; number += 1) await start(ANN);
    await votes.add(storedVote({ voter: ANN, decisionMs: 900 }));
    await votes.add(
      storedVote({ voter: ANN, jobId: 'newer', outcome: 'tie', votedAt: '2026-11-20T13:00:00.000Z' }),
    );
    await votes.add(storedVote({ voter: BEN, jobId: 'bens' }));
    const page = await exported({ owner: ANN }, { limit: 1 });
    const { jobId, votedAt } = storedVote();
    const letters = { left: 'A', right: 'B' };
    expect(page.votes).toEqual([
      { jobId: 'newer', ...letters, outcome: 'tie', votedAt: '2026-11-20T13:00:00.000Z' },
      { jobId, ...letters, outcome: 'left', votedAt, decisionMs: 900 },
    ]);
    const cursor = page.nextCursor ?? '';
    expect(await exported({ owner: ANN }, { cursor })).not.toHaveProperty('votes');
    const open = await exported({ runKey: RUN_KEY }, {});
    expect(open.votes).toEqual([]);
  });

  it('has fewer runs on a page with many votes, so that a response can hold it', async () => {
    const { start, draw, votes, exported } = await erasureWorld();
    for (let number = 0; number < 12; number += 1) await start(ANN);
    await draw();
    const many = Array.from({ length: 10_000 }, (_, n) =>
      storedVote({ voter: ANN, jobId: `${n}-`.padEnd(400, 'x'), decisionMs: n }),
    );
    for (const vote of many) await votes.add(vote);
    const page = await exported({ owner: ANN }, {});
    expect([page.votes?.length, page.runs.length > 0, page.runs.length < 12]).toEqual([10_000, true, true]);
  });

  it('is that of a key in an open stack, without a person', async () => {
    const { start, exported } = await erasureWorld();
    const jobId = await start();
    const page = await exported({ runKey: RUN_KEY }, {});
    expect([idsOf(page), page.person]).toEqual([[jobId], undefined]);
    expect((await exported({ runKey: 'some-other-key-that-does-not-fit' }, {})).total).toBe(0);
  });
});

describe('lists of prompts in an export', () => {
  const idOf = (place: number) => `6b1f4c1e-8a53-4f0d-9a5e-${String(place).padStart(12, '0')}`;
  const made = (place: number, length: number) =>
    listDocument({
      listId: idOf(place),
      owner: ANN,
      createdAt: `2026-11-20T10:00:${String(place).padStart(2, '0')}.000Z`,
      // What takes most bytes in a text of JSON in a text of JSON.
      prompts: [{ text: '"'.repeat(length) }],
    });

  it('come after the last run, whole, and nobody else gets them', async () => {
    const { lists, start, exported } = await erasureWorld();
    for (const _each of [1, 2, 3]) await start(ANN);
    await lists.create(made(0, 9));
    const { runKeyHash: _hash, owner: _owner, ...definition } = made(0, 9);
    const first = await exported({ owner: ANN }, { limit: 2 });
    expect([first.total, first.lists]).toEqual([2, []]);
    const second = await exported({ owner: ANN }, { limit: 2, cursor: String(first.nextCursor) });
    expect([second.total, second.lists, second.nextCursor]).toEqual([1, [definition], null]);
    expect((await exported({ owner: BEN }, {})).lists).toEqual([]);
  });

  it('have pages of their own where they do not fit, each once', async () => {
    const { lists, start, exported } = await erasureWorld();
    await start(ANN);
    // 800 kB each as they are told.
    for (let place = 0; place < 14; place += 1) await lists.create(made(place, 200_000));
    const seen: string[] = [];
    const pages: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await exported({ owner: ANN }, cursor === null ? {} : { cursor });
      expect(page.runs).toHaveLength(cursor === null ? 1 : 0);
      expect(page.total).toBe(cursor === null ? 1 : 0);
      seen.push(...page.lists.map(({ listId }) => listId));
      pages.push(page.lists.length);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 14 }, (_, place) => idOf(13 - place)));
    expect(pages).toEqual([6, 6, 2]);
  });

  it('are told one a page even if one alone is too large', async () => {
    const { lists, start, exported } = await erasureWorld();
    await start(ANN);
    for (const place of [0, 1]) await lists.create(made(place, 1_300_000));
    const pages: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await exported({ owner: ANN }, cursor === null ? {} : { cursor });
      pages.push(page.lists.length);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages).toEqual([0, 1, 1]);
  });

  it('holds small copies of judged pictures, also of runs that are gone, on the first page', async () => {
    const { world, kept, exported } = await erasureWorld();
    const gone = '6b1f4c1e-8a53-4f0d-9a5e-000000000009';
    const createdAt = new Date(world.clock.now()).toISOString();
    await world.objects.put('images/x.webp', Uint8Array.of(1), { contentType: 'image/webp' });
    const pictures = ['1-one', '2-two'].map((name) => ({ name, key: 'images/x.webp' }));
    await kept.keep({ jobId: gone, createdAt, owner: ANN }, pictures);
    expect((await exported({ owner: ANN }, {})).kept).toEqual(
      pictures.map(({ name }) => ({
        jobId: gone,
        imageUrl: `https://images.example/keep/${gone}/${name}.webp`,
      })),
    );
    expect((await exported({ owner: BEN }, {})).kept).toEqual([]);
  });
});
