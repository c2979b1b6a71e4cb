import { expect, it } from '@jest/globals';
import { ANN, BEN, erasureWorld } from '../../../helpers/erasure-world.ts';

it('does not let one person hold up another', async () => {
  const { world, start, draw, eraseOf, sweepErasures } = await erasureWorld();
  await start(ANN);
  await start(BEN);
  await draw();
  for (const owner of [ANN, BEN]) await eraseOf({ owner, stopsAt: world.clock.now() });
  const broken = {
    calls: 0,
    plan: (call: number, method: string) =>
      method === 'list' && call === 2 ? ('before' as const) : undefined,
  };
  expect(await sweepErasures(broken)).toBe(1);
  expect(world.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
    'Somebody could not be forgotten; the next pass will try again',
  ]);
  expect(await sweepErasures()).toBe(1);
});
