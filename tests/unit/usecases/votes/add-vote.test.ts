import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { RUN_KEY } from '../../../helpers/deletion-world.ts';
import { failingMethods, noFaults } from '../../../helpers/store-faults.ts';
import { ME, OTHER, votingWorld } from '../../../helpers/voting-world.ts';

describe('a vote', () => {
  it('is kept with the models behind the letters, and without a word of the prompt', async () => {
    const { vote, votes, jobId } = await votingWorld();
    expect(await vote({ decisionMs: 1200 })).toEqual({
      voteId: `${jobId}_A_B`,
      jobId,
      left: 'A',
      right: 'B',
      outcome: 'left',
    });
    const [kept] = votes.all();
    expect(kept).toEqual({
      board: 'runs',
      voter: sha256Hex(RUN_KEY),
      jobId,
      left: { letter: 'A', modelId: '1-model-1', model: 'Model 1' },
      right: { letter: 'B', modelId: '2-model-2', model: 'Model 2' },
      outcome: 'left',
      prompt: expect.stringMatching(/^[0-9a-f]{24}$/),
      votedAt: expect.any(String),
      decisionMs: 1200,
    });
    expect(JSON.stringify(kept)).not.toMatch(/fox|snow|Scripted|costUsd/);
  });

  it('counts once: who says the same again, from either side, gets the same answer, and otherwise a refusal', async () => {
    const { vote, votes, world } = await votingWorld();
    const first = await vote();
    world.clock.advance(1000);
    expect(await vote()).toEqual(first);
    expect(await vote({ left: 'B', right: 'A', outcome: 'right' })).toEqual(first);
    for (const outcome of ['right', 'tie', 'both_bad', 'skip'] as const)
      await expect(vote({ outcome })).rejects.toMatchObject({ code: 'ALREADY_VOTED' });
    await expect(vote({ left: 'B', right: 'A' })).rejects.toMatchObject({ code: 'ALREADY_VOTED' });
    expect(votes.all()).toHaveLength(1);
  });

  it('of one voter that is sent many times at once is one', async () => {
    const { vote, votes } = await votingWorld();
    const answers = await Promise.all(Array.from({ length: 10 }, () => vote()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const others = await Promise.allSettled(
      (['tie', 'right'] as const).flatMap((outcome) => [vote({ outcome }, OTHER), vote({ outcome }, OTHER)]),
    );
    const [kept] = (await votes.ofBoard('runs', 9)).votes.filter(({ voter }) => voter !== sha256Hex(RUN_KEY));
    expect(others.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(['tie', 'right']).toContain(kept?.outcome);
    expect(votes.all()).toHaveLength(2);
  });

  it('of two voters on the same pictures at once is two', async () => {
    const { vote, votes, next } = await votingWorld();
    await Promise.all([vote({}, ME), vote({ outcome: 'right' }, OTHER)]);
    expect(
      votes
        .all()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['left', 'right']);
    expect(await next(5, OTHER)).toEqual({ pairs: [], done: 1, total: 1 });
  });

  it('counts as an action, also one that is refused', async () => {
    const { vote, undo, actions } = await votingWorld();
    const { voteId } = await vote();
    await expect(vote({ outcome: 'tie' })).rejects.toThrow();
    await undo(voteId);
    expect(actions()).toEqual([3]);
  });

  it('is about two pictures that there are, of two models', async () => {
    const { vote } = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    const refusals = [
      [{ left: 'E' }, 'There is no picture E in this run.'],
      [{ right: 'Z' }, 'There is no picture Z in this run.'],
      [{ right: 'A' }, 'Both pictures are of one model. Judge pictures of two.'],
    ] as const;
    for (const [changes, message] of refusals)
      await expect(vote(changes)).rejects.toMatchObject({ code: 'INVALID_PARAMETER', message });
  });

  it('stays when its run is deleted, which cannot be judged any more', async () => {
    const { vote, votes, remove, board, undo, jobId, world } = await votingWorld();
    await vote();
    await remove();
    expect(world.keysUnder(`images/${jobId}/`)).toEqual([]);
    expect(votes.all()).toHaveLength(1);
    expect((await board()).votes.outcome).toEqual([0]);
    for (const ask of [() => vote({ outcome: 'tie' }), () => undo(`${jobId}_A_B`)])
      await expect(ask()).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('is not taken while stores are down', async () => {
    const { vote, undo, next, board, jobId } = await votingWorld();
    const down = failingMethods('add', 'find', 'ofVoter', 'ofBoard');
    const asks = [
      () => vote({}, ME, down),
      () => undo(`${jobId}_A_B`, ME, down),
      () => next(5, ME, down),
      () => board(ME, down),
    ];
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
  });

  it('belongs to the person in a closed stack, whatever key comes with it, and counts on a board of their own', async () => {
    const { vote, votes, next, world } = await votingWorld();
    const job = [...world.keysUnder('jobs/')].find((key) => key.endsWith('/job.json')) ?? '';
    const stored = JSON.parse(Buffer.from((await world.objects.get(job))?.body ?? []).toString()) as object;
    await world.objects.put(job, JSON.stringify({ ...stored, owner: 'ann' }), { contentType: 'a/b' });
    await vote({}, { owner: 'ann', ...OTHER }, noFaults(), false);
    await vote({}, { owner: 'rules', isAdmin: true });
    expect(votes.all()).toMatchObject([
      { board: 'runs-ann', voter: 'ann' },
      // A program of the owner of an open stack.
      { board: 'runs', voter: 'rules' },
    ]);
    await expect(vote({}, { owner: 'ben' })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect((await next(5, { owner: 'eve', isAdmin: true })).pairs).toHaveLength(1);
  });
});
