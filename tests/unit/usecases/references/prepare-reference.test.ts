import { describe, expect, it } from '@jest/globals';
import { referenceWorld } from '../../../helpers/reference-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const FILE = { contentType: 'image/png', bytes: 5 } as const;
const KEY = 'the-key-of-this-run-and-no-other';
const OTHER_KEY = 'some-other-key-that-does-not-fit';

async function uploaded(bytes: string | undefined, runKey?: string) {
  const found = referenceWorld();
  const offered = await found.create(FILE, runKey);
  if (bytes !== undefined) await found.upload(bytes);
  return { ...found, uploadId: 'uploadId' in offered ? offered.uploadId : '' };
}

describe('an uploaded file', () => {
  it('is prepared once, answers the same for a day, and the file itself goes', async () => {
    const { prepare, prepared, uploadId, world } = await uploaded('bytes');
    const first = await prepare(uploadId);
    expect(first).toMatchObject({ referenceId: uploadId, width: 300, height: 200, bytes: 3 });
    expect(await prepare(uploadId)).toEqual(first);
    expect(prepared).toHaveLength(1);
    expect([...world.objects.objects.keys()]).toEqual([
      `references/${uploadId}.png`,
      `references/${uploadId}.json`,
    ]);
    world.clock.advance(24 * 60 * 60 * 1000);
    await expect(prepare(uploadId)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
  });

  it('is the same for two requests at once', async () => {
    const { prepare, uploadId } = await uploaded('bytes');
    const [one, other] = await Promise.all([prepare(uploadId), prepare(uploadId)]);
    expect(one).toEqual(other);
  });

  it('is not found if it never came', async () => {
    const { prepare, uploadId } = await uploaded(undefined);
    await expect(prepare(uploadId)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
  });

  it('is told as unusable, as often as somebody asks', async () => {
    const { prepare, uploadId } = await uploaded('broken');
    for (const _ of [1, 2]) {
      await expect(prepare(uploadId)).rejects.toMatchObject({
        code: 'REFERENCE_UNUSABLE',
        message: 'It is broken.',
      });
    }
  });

  it('is for whoever has the key that it was handed in with', async () => {
    const { prepare, uploadId } = await uploaded('bytes', KEY);
    for (const key of [undefined, OTHER_KEY]) {
      await expect(prepare(uploadId, key)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    }
    const reference = await prepare(uploadId, KEY);
    await expect(prepare(uploadId, OTHER_KEY)).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    expect(await prepare(uploadId, KEY)).toEqual(reference);
  });

  it('is for the person who handed it in, where people sign in, and for no key that others share', async () => {
    const found = referenceWorld();
    const offered = await found.create(FILE, KEY, 'ann');
    await found.upload('bytes');
    const uploadId = 'uploadId' in offered ? offered.uploadId : '';
    const prepare = (owner: string) => found.prepare(uploadId, KEY, owner);
    await expect(prepare('ben')).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    expect(found.prepared).toEqual([]);
    const reference = await prepare('ann');
    await expect(prepare('ben')).rejects.toMatchObject({ code: 'REFERENCE_NOT_FOUND' });
    expect(await found.prepare(uploadId, undefined, 'ann')).toEqual(reference);
    expect(JSON.stringify(reference)).not.toContain('ann');
  });

  it('can be prepared again after a store was down', async () => {
    const { world, uploadId, prepare } = await uploaded('bytes');
    const down = referenceWorld(world, failingMethods('putIfAbsent'));
    await expect(down.prepare(uploadId)).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(await prepare(uploadId)).toMatchObject({ referenceId: uploadId });
  });
});
