import { describe, expect, it } from '@jest/globals';
import { actionsIn, useUpActions } from '../../../helpers/actions.ts';
import { jobWorld } from '../../../helpers/job-world.ts';
import { listWorld } from '../../../helpers/list-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const HASH = 'a'.repeat(64);
const prompts = [{ text: 'a red fox', category: 'animals' }, { text: 'a blue fox' }];
const asked = (request: object = {}, changes: object = {}) => ({
  request: { name: 'Foxes', prompts, ...request },
  address: '203.0.113.7',
  owner: undefined,
  runKeyHash: HASH,
  ...changes,
});

describe('a list of prompts', () => {
  it('is kept as it was made, with what its cells may cost, and draws nothing', async () => {
    const { world, create } = listWorld();
    const made = await create(asked({ count: 2, budgetUsd: 5, parameters: { seed: 7 } }));
    expect(made).toEqual({
      listId: expect.any(String),
      cells: 2,
      pictures: 8,
      estimatedUsd: { low: 0.24, high: 0.32 },
    });
    expect(await world.lists.find(made.listId)).toEqual({
      listId: made.listId,
      name: 'Foxes',
      createdAt: '2026-11-20T12:00:00.000Z',
      prompts,
      models: [
        { id: '1-model-1', name: 'Model 1' },
        { id: '2-model-2', name: 'Model 2' },
      ],
      count: 2,
      parameters: { seed: 7 },
      blind: true,
      visibility: 'private',
      budgetUsd: 5,
      cellUsd: { low: 0.12, high: 0.16 },
      runKeyHash: HASH,
    });
    expect([world.dispatched, world.spent(), actionsIn(world.counters)]).toEqual([[], 0, 1]);
  });

  it('takes the models, the visibility and the openness that are asked for, for a person too', async () => {
    const { world, create } = listWorld();
    const request = { models: ['2-model-2'], blind: false, visibility: 'unlisted' };
    const { listId } = await create(asked(request, { owner: 'ann', runKeyHash: undefined }));
    const list = await world.lists.find(listId);
    expect(list).toMatchObject({ blind: false, visibility: 'unlisted', owner: 'ann' });
    expect(list?.models.map(({ id }) => id)).toEqual(['2-model-2']);
    expect(list).not.toHaveProperty('budgetUsd');
  });

  it('belongs to somebody', async () => {
    const { world, create } = listWorld();
    const refusal = await refusalOf(create(asked({}, { runKeyHash: undefined })));
    expect(refusal).toMatchObject({ code: 'INVALID_PARAMETER', details: [{ field: 'X-Run-Key-Hash' }] });
    expect(world.objects.objects.size).toBe(0);
  });

  it('has no prompt that would be refused, and says which', async () => {
    const { create } = listWorld();
    const all = Array.from({ length: 30 }, (_, n) => ({ text: n < 2 ? 'a fox' : 'blocked' }));
    const refusal = await refusalOf(create(asked({ prompts: all })));
    expect(refusal.message).toMatch(/^28 prompts ask, the first is 3, for sexual/);
    expect(refusal.details).toHaveLength(20);
    expect(refusal.details?.[0]).toEqual({
      field: 'prompts[2].text',
      message: 'Prompt 3 asks for content that is not drawn.',
    });
    const one = await refusalOf(create(asked({ prompts: all.slice(0, 3) })));
    expect([one.code, one.message]).toEqual(['PROMPT_BLOCKED', expect.stringMatching(/^Prompt 3 asks for/)]);
  });

  it('has no more than 40 pictures for a prompt, and models that there are', async () => {
    const { create } = listWorld(jobWorld());
    expect((await refusalOf(create(asked({ models: ['9-other'] })))).code).toBe('UNKNOWN_MODEL');
    const many = Array.from({ length: 20 }, (_, place) => ({ ...jobWorld().slots[0], id: `${place + 1}-m` }));
    const world = listWorld(jobWorld({ slots: many as never }));
    expect((await refusalOf(world.create(asked({ count: 3 })))).message).toContain('at most 40 pictures');
  });

  it('counts as an action, and is refused when the store is not there', async () => {
    const { world, create } = listWorld();
    await create(asked());
    await useUpActions(world.counters);
    expect((await refusalOf(create(asked()))).code).toBe('RATE_LIMITED');
    const broken = listWorld(jobWorld(), failingMethods('putIfAbsent'));
    expect((await refusalOf(broken.create(asked()))).code).toBe('DISPATCH_FAILED');
  });
});
