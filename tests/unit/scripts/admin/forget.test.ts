import { expect, it } from '@jest/globals';
import { forget } from '../../../../scripts/admin/forget.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { ANN, BEN, erasureWorld, RUN_KEY } from '../../../helpers/erasure-world.ts';

const invited = [
  { email: 'ann@example.org', status: 'CONFIRMED', isAdmin: false, id: ANN },
  { email: 'ben@example.org', status: 'CONFIRMED', isAdmin: true, id: BEN },
];

it.each([ANN, 'ann@example.org'])(
  'has the sweeper delete everything of %s, and of nobody else',
  async (who) => {
    const { world, keys, start, draw, key, sweepErasures } = await erasureWorld();
    await start(ANN);
    const bens = await start(BEN);
    await draw();
    await key(ANN);
    expect(await forget(world.objects, who, new Date(world.clock.now()), async () => invited)).toBe(true);
    expect(await sweepErasures()).toBe(1);
    expect(await keys.list(ANN)).toEqual([]);
    expect(world.keysUnder('mine/').filter((name) => name.includes(ANN))).toEqual([]);
    expect(world.keysUnder('images/').every((name) => name.includes(bens))).toBe(true);
  },
);

it('does the same for the runs of a key', async () => {
  const { world, start, draw, sweepErasures } = await erasureWorld();
  await start();
  await draw();
  expect(await forget(world.objects, sha256Hex(RUN_KEY), new Date(world.clock.now()), async () => [])).toBe(
    true,
  );
  expect(await sweepErasures()).toBe(1);
  expect(world.keysUnder('images/')).toEqual([]);
});

it('leaves no marker for what names nobody', async () => {
  const { world } = await erasureWorld();
  for (const who of ['zoe@example.org', 'ann', '../jobs', RUN_KEY]) {
    expect([who, await forget(world.objects, who, new Date(), async () => invited)]).toEqual([who, false]);
  }
  expect(world.keysUnder('erasing/')).toEqual([]);
});
