import { describe, expect, it } from '@jest/globals';
import { isJudging } from '../../../../src/usecases/votes/hidden-names.ts';
import { LIST_ID } from '../../../helpers/list-documents.ts';
import { ME, OTHER, votingWorld } from '../../../helpers/voting-world.ts';
import { storedVote } from '../../../suites/vote-store.ts';

const NAMED = [
  { id: '1-model-1', name: 'Model 1' },
  { id: '2-model-2', name: 'Model 2' },
];
const NUMBERED = ['1', '2'].map((number) => ({ id: number, name: number }));

describe('names on a board', () => {
  it('are not told to whoever has judged a run that is still blind, and to others they are', async () => {
    const { vote, boardToldTo, board } = await votingWorld();
    await vote();
    const told = await boardToldTo(ME);
    expect(told).toMatchObject({ models: NUMBERED, hidden: true, voters: { count: 1 } });
    expect(JSON.stringify(told)).not.toMatch(/model-|Model/);
    const plain = await board(ME);
    expect(told.votes.outcome).toEqual(plain.votes.outcome);
    expect(plain).toMatchObject({ models: NAMED });
    expect(plain).not.toHaveProperty('hidden');
    for (const who of [OTHER, {}]) expect((await boardToldTo(who)).models).toEqual(NAMED);
  });

  it('are told once it is told whose the pictures are, or when the run is gone', async () => {
    const revealed = await votingWorld();
    await revealed.vote();
    await revealed.reveal();
    expect((await revealed.boardToldTo()).models).toEqual(NAMED);
    const deleted = await votingWorld();
    await deleted.vote();
    await deleted.remove();
    expect((await deleted.boardToldTo()).models).toEqual(NAMED);
  });

  it('are hidden after a skipped pair, too, and on the board of a list until all that was judged is told', async () => {
    const { asList, vote, boardToldTo, jobId } = await votingWorld();
    const [, second = ''] = await asList();
    await vote({ jobId, outcome: 'skip' });
    await vote({ jobId: second }, OTHER);
    expect(await boardToldTo(ME, LIST_ID)).toMatchObject({ hidden: true, models: NUMBERED });
    expect(await boardToldTo(OTHER, LIST_ID)).toMatchObject({ hidden: true });
  });

  it('do not stand in an order that tells whose slot is whose', async () => {
    // Of two models, an order by chance is that of the slots in half of all lists.
    const orders = new Set<string>();
    for (let number = 0; number < 16; number += 1) {
      const { withoutNames } = await import('../../../../src/usecases/votes/hidden-names.ts');
      const { left, right } = withoutNames(`list-${number}`)(storedVote());
      orders.add(left.modelId < right.modelId ? 'as slots' : 'turned');
    }
    expect(orders.size).toBe(2);
  });
});

it('looks at the newest runs alone, whichever place they have', async () => {
  const asked: string[] = [];
  const jobs = {
    list: async (jobId: string) => {
      asked.push(jobId);
      return { hasJob: jobId === '30', hasState: false } as never;
    },
    readState: async () => undefined,
  };
  const votes = Array.from({ length: 40 }, (_, n) =>
    storedVote({ jobId: String(n), votedAt: new Date(n * 1000).toISOString() }),
  );
  expect(await isJudging({ jobs }, votes)).toBe(true);
  expect(asked).toHaveLength(25);
  expect(asked).toContain('39');
  expect(await isJudging({ jobs }, votes.slice(0, 20))).toBe(false);
});
