import { describe, expect, it } from '@jest/globals';
import { LIST_ID } from '../../../helpers/list-documents.ts';
import { noFaults } from '../../../helpers/store-faults.ts';
import { ME, votingWorld } from '../../../helpers/voting-world.ts';

describe('pairs to judge', () => {
  it('are told without whose pictures they are, until all have been judged', async () => {
    const { next, vote, jobId } = await votingWorld({ aspectRatio: '16:9' });
    const answer = await next();
    expect(answer).toEqual({
      pairs: [
        {
          jobId,
          prompt: 'a red fox in snow',
          left: {
            letter: expect.stringMatching(/^[AB]$/),
            imageUrl: expect.stringMatching(
              new RegExp(`^https://images.example/images/${jobId}/blind-[0-9a-f-]{36}[.]webp$`),
            ),
            width: 1024,
            height: 576,
          },
          right: expect.anything(),
        },
      ],
      done: 0,
      total: 1,
    });
    expect(JSON.stringify(answer)).not.toMatch(/model|Scripted|cost/i);
    await vote({ outcome: 'skip' });
    expect(await next()).toEqual({ pairs: [], done: 1, total: 1 });
  });

  it('are of different models, each once, and no more than are asked for', async () => {
    const { next, vote } = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    expect(await next(2)).toMatchObject({ pairs: { length: 2 }, done: 0, total: 4 });
    const seen = new Set<string>();
    for (let done = 0; done < 4; done += 1) {
      const answer = await next(10);
      expect([answer.pairs.length, answer.done]).toEqual([4 - done, done]);
      const [pair] = answer.pairs;
      const [left = '', right = ''] = [pair?.left.letter, pair?.right.letter];
      seen.add([left, right].sort().join(''));
      await vote({ left, right, outcome: 'tie' });
    }
    expect(seen.size).toBe(4);
    expect((await next()).pairs).toEqual([]);
  });
});

it('shows either picture of a pair on either side, as often', async () => {
  const { nextBy } = await votingWorld();
  const leftBy = async (number: number) => (await nextBy(() => number)).pairs[0]?.left.letter;
  const [one, other] = [await leftBy(0.49), await leftBy(0.5)];
  expect([one, other].sort()).toEqual(['A', 'B']);
  expect([await leftBy(0), await leftBy(0.99)]).toEqual([one, other]);
});

describe('pairs of a list', () => {
  const SEES = { voterKey: 'a-key-of-somebody-else-who-votes' };

  it('are of its cells, those first that were judged least, and count on its board', async () => {
    const { asList, nextOfList, vote, votes, board } = await votingWorld();
    const ids = await asList();
    const first = await nextOfList(10);
    expect([first.done, first.total, first.pairs.map(({ jobId }) => jobId).sort()]).toEqual([
      0,
      3,
      ids.toSorted(),
    ]);
    expect(JSON.stringify(first)).not.toMatch(/model|Scripted|cost/i);
    await vote({ jobId: ids[0] ?? '' });
    const [next] = (await nextOfList(1)).pairs;
    expect(ids.slice(1)).toContain(next?.jobId);
    await vote({ jobId: ids[2] ?? '', outcome: 'tie' });
    expect((await nextOfList(10)).pairs.map(({ jobId }) => jobId)).toEqual([ids[1]]);
    expect(votes.all().map((each) => each.board)).toEqual([`list-${LIST_ID}`, `list-${LIST_ID}`]);
    expect((await board()).votes.left).toEqual([]);
    expect(await board(ME, noFaults(), LIST_ID)).toMatchObject({
      prompts: [
        { id: '0', cell: 0, category: 'animals' },
        { id: '2', cell: 2 },
      ],
      votes: { outcome: [0, 2], prompt: [0, 1] },
    });
  });

  it('are as many a prompt as pictures of different models can meet', async () => {
    const { asList, nextOfList } = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    await asList('private', 2);
    expect(await nextOfList(50)).toMatchObject({ pairs: { length: 12 }, done: 0, total: 3 * 2 * 2 });
  });

  it('leave out cells that cannot be judged', async () => {
    const { asList, nextOfList, remove, reveal, lists, world } = await votingWorld();
    const ids = await asList();
    await lists.takeCell(LIST_ID, 3, { jobId: '00000000-0000-4000-8000-000000000000' });
    await reveal();
    await remove({ jobId: ids[1] ?? '' });
    expect((await nextOfList(10)).pairs.map(({ jobId }) => jobId)).toEqual([ids[2]]);
    await world.objects.delete(`jobs/${ids[2]}/ended.json`);
    expect((await nextOfList(10)).pairs).toEqual([]);
  });

  it('are for whoever may see the list, who may judge and take back as on a run of theirs', async () => {
    const { asList, nextOfList, vote, undo, board, jobId } = await votingWorld();
    await asList('unlisted');
    expect((await nextOfList(10, SEES)).pairs).toHaveLength(3);
    const { voteId } = await vote({}, SEES);
    expect((await board(SEES, noFaults(), LIST_ID)).votes.voter).toEqual([0]);
    expect(await undo(voteId, SEES)).toEqual({ voteId: `${jobId}_A_B` });
    const closed = await votingWorld();
    await closed.asList();
    const refused = [
      () => closed.nextOfList(10, SEES),
      () => closed.vote({}, SEES),
      () => closed.board(SEES, noFaults(), LIST_ID),
      () => closed.ask({ list: 'no id' }),
    ];
    const codes = ['LIST_NOT_FOUND', 'JOB_NOT_FOUND', 'LIST_NOT_FOUND', 'LIST_NOT_FOUND'];
    for (const [place, ask] of refused.entries())
      await expect(ask()).rejects.toMatchObject({ code: codes[place] });
  });

  it('of a run that is gone tell nothing to whoever could not have seen it', async () => {
    const { asList, vote, remove } = await votingWorld();
    await asList('unlisted');
    await remove();
    await expect(vote({}, SEES)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    await expect(vote()).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('are not asked for together with those of a run, nor without either', async () => {
    const { ask, jobId } = await votingWorld();
    for (const query of [{}, { jobId, list: LIST_ID }])
      await expect(ask(query)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });
});
