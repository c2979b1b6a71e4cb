import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { useUpActions } from '../../../helpers/actions.ts';
import { LIST_ID, LIST_KEY, listDocument } from '../../../helpers/list-documents.ts';
import { listWorld } from '../../../helpers/list-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';

const OTHER = '6b1f4c1e-8a53-4f0d-9a5e-000000000001';

it('lists what a key or a person has, newest first, in pages', async () => {
  const { world, list } = listWorld();
  await world.lists.create(listDocument());
  await world.lists.create(
    listDocument({ listId: OTHER, createdAt: '2026-11-20T13:00:00.000Z', owner: 'ann' }),
  );
  const { prompts: _prompts, runKeyHash: _hash, ...summary } = listDocument();
  const first = await list({ runKey: LIST_KEY }, { limit: 1 });
  expect(first).toMatchObject({
    lists: [{ listId: OTHER, prompts: 3 }],
    total: 1,
    nextCursor: expect.any(String),
  });
  const second = await list({ runKey: LIST_KEY }, { limit: 1, cursor: String(first.nextCursor) });
  expect(second).toEqual({ lists: [{ ...summary, prompts: 3 }], total: 1, nextCursor: null });
  expect(JSON.stringify(first)).not.toContain('ann');
  expect(await list({ runKey: 'another-key-that-does-not-fit' }, {})).toEqual({
    lists: [],
    total: 0,
    nextCursor: null,
  });
});

it('deletes a list for whom it belongs to, and leaves its runs', async () => {
  const { world, start, get, remove, list } = listWorld();
  await world.lists.create(listDocument({ visibility: 'unlisted' }));
  const jobId = await start(0);
  for (const who of [{}, { runKey: 'another-key-that-does-not-fit' }]) {
    expect((await refusalOf(remove(LIST_ID, who))).code).toBe('LIST_NOT_FOUND');
  }
  expect(await remove(LIST_ID)).toEqual({ listId: LIST_ID });
  expect((await refusalOf(get(LIST_ID, { runKey: LIST_KEY }))).code).toBe('LIST_NOT_FOUND');
  expect(await list({ runKey: LIST_KEY }, {})).toMatchObject({ total: 0 });
  expect(world.keysUnder('lists/')).toEqual([]);
  expect((await world.ownRuns.list(sha256Hex(LIST_KEY), { limit: 9 })).runs[0]?.jobId).toBe(jobId);
  await useUpActions(world.counters);
  expect((await refusalOf(remove(LIST_ID))).code).toBe('RATE_LIMITED');
});
