import { describe, expect, it } from '@jest/globals';
import { LIST_ID } from '../../../helpers/list-documents.ts';
import { failingMethods, noFaults } from '../../../helpers/store-faults.ts';
import { ME, OTHER, votingWorld } from '../../../helpers/voting-world.ts';

describe('the board of runs', () => {
  it('tells votes as columns of numbers, mine under 0, and skipped pairs not at all', async () => {
    const { vote, board, world } = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    expect(await board()).toEqual({
      models: [],
      prompts: [],
      voters: { count: 0, are: 'browsers' },
      firstDay: null,
      votes: { left: [], right: [], outcome: [], prompt: [], voter: [], day: [] },
      complete: true,
    });
    const first = new Date(world.clock.now()).toISOString().slice(0, 10);
    const verdicts = [
      ['A', 'C', 'left', ME],
      ['D', 'A', 'both_bad', ME],
      ['B', 'C', 'skip', ME],
      ['B', 'D', 'tie', OTHER],
    ] as const;
    for (const [left, right, outcome, who] of verdicts) {
      await vote({ left, right, outcome }, who);
      world.clock.advance(24 * 3_600_000);
    }
    const mine = await board();
    expect(mine).toMatchObject({
      models: [
        { id: '1-model-1', name: 'Model 1' },
        { id: '2-model-2', name: 'Model 2' },
      ],
      prompts: [{ id: '1' }],
      voters: { count: 2, are: 'browsers' },
      firstDay: first,
      votes: {
        left: [0, 1, 0],
        right: [1, 0, 1],
        outcome: [0, 3, 2],
        prompt: [0, 0, 0],
        voter: [0, 0, 1],
        day: [0, 1, 3],
      },
    });
    expect((await board(OTHER)).votes.voter).toEqual([1, 1, 0]);
    expect((await board({})).votes.voter).toEqual([1, 1, 2]);
  });
});

describe('the board of a list that is gone', () => {
  it('is there for whoever has voted on it, and for nobody else', async () => {
    const { asList, vote, board, lists } = await votingWorld();
    await asList();
    await vote();
    const list = await lists.find(LIST_ID);
    if (list !== undefined) await lists.delete(list);
    expect((await board(ME, noFaults(), LIST_ID)).votes).toMatchObject({ outcome: [0], voter: [0] });
    for (const who of [OTHER, {}])
      await expect(board(who, noFaults(), LIST_ID)).rejects.toMatchObject({ code: 'LIST_NOT_FOUND' });
    await expect(board(ME, failingMethods('ofVoter'), LIST_ID)).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
  });
});
