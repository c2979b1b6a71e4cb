import { describe, expect, it } from '@jest/globals';
import { OTHER, votingWorld } from '../../../helpers/voting-world.ts';

describe('a vote that is taken back', () => {
  it('can be cast otherwise, and is gone for its own voter alone', async () => {
    const { vote, undo, next, votes } = await votingWorld();
    const { voteId } = await vote();
    await vote({}, OTHER);
    expect(await undo(voteId)).toEqual({ voteId });
    await expect(undo(voteId)).rejects.toMatchObject({ code: 'VOTE_NOT_FOUND' });
    expect((await next()).done).toBe(0);
    expect(await vote({ outcome: 'tie' })).toMatchObject({ outcome: 'tie' });
    expect(votes.all()).toHaveLength(2);
  });

  it('is no older than ten minutes', async () => {
    const { vote, undo, world, votes } = await votingWorld();
    const { voteId } = await vote();
    world.clock.advance(10 * 60_000 + 1);
    await expect(undo(voteId)).rejects.toMatchObject({ code: 'VOTE_FINAL' });
    expect(votes.all()).toHaveLength(1);
    const again = await votingWorld();
    const other = await again.vote();
    again.world.clock.advance(10 * 60_000);
    expect(await again.undo(other.voteId)).toEqual({ voteId: other.voteId });
  });

  it.each([
    '',
    'nonsense',
    '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f_A_B',
    '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f_A',
  ])('is one that there is: not "%s"', async (voteId) => {
    const { undo } = await votingWorld();
    await expect(undo(voteId)).rejects.toMatchObject({ code: 'VOTE_NOT_FOUND' });
  });

  it('is found by its letters in either order', async () => {
    const { vote, undo, jobId, votes } = await votingWorld();
    await vote();
    await undo(`${jobId}_B_A`);
    expect(votes.all()).toEqual([]);
  });
});
