import { describe, expect, it } from '@jest/globals';
import { LIST_ID } from '../../../helpers/list-documents.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';
import { ME, OTHER, votingWorld } from '../../../helpers/voting-world.ts';

type World = Awaited<ReturnType<typeof votingWorld>>;

/** What the bucket's rules delete when the retention of a run is over. */
async function expire({ world }: World) {
  for (const prefix of ['jobs/', 'images/', 'lists/', 'mine/', 'gallery/'])
    for (const key of world.keysUnder(prefix)) await world.objects.delete(key);
}

const namesUnder = ({ world }: World) =>
  world
    .keysUnder('keep/')
    .map((key) => key.split('/').at(-1))
    .sort();

describe('pictures that were judged', () => {
  it('are kept as they are small, both, whatever was said of them but that they were skipped', async () => {
    for (const outcome of ['left', 'right', 'tie', 'both_bad'] as const) {
      const found = await votingWorld();
      await found.world.images.saveThumbnail({ runId: found.jobId, name: '1-model-1' }, Uint8Array.of(7));
      await found.vote({ outcome });
      expect(namesUnder(found)).toEqual(['1-model-1.webp', '2-model-2.webp']);
      const copy = await found.world.objects.get(`keep/${found.jobId}/1-model-1.webp`);
      expect(copy?.body).toEqual(Uint8Array.of(7));
    }
    const skipping = await votingWorld();
    await skipping.vote({ outcome: 'skip' });
    expect(namesUnder(skipping)).toEqual([]);
  });

  it('are the judged ones alone', async () => {
    const found = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    const { pairs } = await found.next(1);
    const [pair] = pairs;
    await found.vote({ left: pair?.left.letter ?? '', right: pair?.right.letter ?? '' });
    expect(namesUnder(found)).toHaveLength(2);
  });

  it('do not hold up a vote when they cannot be kept, and are tried again with the next one', async () => {
    const found = await votingWorld();
    expect(await found.vote({}, ME, failingMethods('keep'))).toMatchObject({ outcome: 'left' });
    expect(namesUnder(found)).toEqual([]);
    const messages = found.world.log.lines.map(({ level, message }) => [level, message]);
    expect(messages).toContainEqual(['warn', 'Pictures that were judged could not be kept']);
    await found.vote({}, OTHER);
    expect(namesUnder(found)).toHaveLength(2);
  });

  it('are not kept for a vote that is refused', async () => {
    const found = await votingWorld();
    await found.vote({ outcome: 'skip' });
    await expect(found.vote()).rejects.toMatchObject({ code: 'ALREADY_VOTED' });
    expect(namesUnder(found)).toEqual([]);
  });

  it('are told by the board when the run is gone, and not while it is there', async () => {
    const found = await votingWorld();
    const { jobId } = found;
    await found.vote();
    expect(await found.keptOf()).toEqual([]);
    await found.reveal();
    expect(await found.keptOf()).toEqual([]);
    await expire(found);
    expect(await found.keptOf()).toEqual([
      { prompt: 0, model: 0, index: 0, imageUrl: `https://images.example/keep/${jobId}/1-model-1.webp` },
      { prompt: 0, model: 1, index: 0, imageUrl: `https://images.example/keep/${jobId}/2-model-2.webp` },
    ]);
    expect(await found.board()).not.toHaveProperty('pictures');
  });

  it('of several pictures of a model have their numbers', async () => {
    const found = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    for (const { left, right } of (await found.next(10)).pairs)
      await found.vote({ left: left.letter, right: right.letter });
    await expire(found);
    const places = (await found.keptOf())?.map(({ model, index }) => [model, index]);
    expect(places?.sort()).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it('of everyday runs are told to whoever judged them, and to nobody else', async () => {
    const found = await votingWorld();
    await found.vote();
    await expire(found);
    expect(await found.keptOf(ME)).toHaveLength(2);
    expect(await found.keptOf(OTHER)).toEqual([]);
    expect(await found.keptOf({})).toEqual([]);
  });

  it('of a list are told to whoever may see its board, by its prompts', async () => {
    const found = await votingWorld();
    const [first, , last] = await found.asList();
    await found.vote({ jobId: first ?? '' });
    await found.vote({ jobId: last ?? '', outcome: 'right' }, OTHER);
    await expire(found);
    const told = await found.keptOf(OTHER, LIST_ID);
    expect(told?.map(({ prompt, imageUrl }) => [prompt, imageUrl.split('/')[4]]).sort()).toEqual(
      [0, 0, 1, 1].map((prompt) => [prompt, prompt === 0 ? first : last]),
    );
    const stranger = { runKey: 'a-key-of-somebody-who-knows-nothing' };
    await expect(found.keptOf(stranger, LIST_ID)).rejects.toMatchObject({ code: 'LIST_NOT_FOUND' });
  });

  it('go when the run is deleted, at once and for good', async () => {
    const found = await votingWorld();
    await found.vote();
    await found.remove();
    expect(found.world.keysUnder('keep')).toEqual([]);
    // A vote that had read the run before is still copying.
    await found.kept.keep((await found.world.jobs.read(found.jobId)) ?? never(), [
      {
        name: '1-model-1',
        key: await found.world.images.saveThumbnail({ runId: 'x', name: 'y' }, Uint8Array.of(1)),
      },
    ]);
    expect(await found.keptOf()).toEqual([]);
    found.world.clock.advance(16 * 60_000);
    await found.world.sweep();
    expect(found.world.keysUnder('keep')).toEqual([]);
  });

  it('go when the run expires because somebody has decided so', async () => {
    const found = await votingWorld({ expiresInDays: 1 });
    await found.vote();
    found.world.clock.advance(25 * 3_600_000);
    await found.world.sweep();
    expect(found.world.keysUnder('keep')).toEqual([]);
  });

  it('can be deleted by whose run it was when the run is gone, and by nobody else', async () => {
    const found = await votingWorld();
    await found.vote();
    await expire(found);
    for (const runKey of ['a-key-of-somebody-who-knows-nothing', undefined])
      await expect(found.remove({ runKey })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(namesUnder(found)).toHaveLength(2);
    expect(await found.remove()).toMatchObject({ jobId: found.jobId });
    expect(found.world.keysUnder('keep')).toEqual([]);
    await expect(found.remove()).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('can be deleted by an admin when the run is gone, where there are any', async () => {
    const found = await votingWorld();
    await found.vote();
    await expire(found);
    const admin = { runKey: undefined, owner: 'an-admin-of-this-stack', isAdmin: true };
    expect(await found.remove(admin)).toMatchObject({ jobId: found.jobId });
    expect(namesUnder(found)).toEqual([]);
    await expect(found.remove(admin)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});

function never(): never {
  throw new Error('There is no job.');
}
