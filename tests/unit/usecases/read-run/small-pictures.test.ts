import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { objectKeys, picturePlace } from '../../../../src/store/object-keys.ts';
import { smallPictures } from '../../../../src/usecases/read-run/small-pictures.ts';
import { CREATED_AT, JOB_ID } from '../../../helpers/job-documents.ts';

const PICTURE = { contentType: 'image/png' };
const RETRY = '11111111-1111-4111-8111-111111111111';

async function picturesOf(names: readonly string[], withSmall: readonly string[] = names) {
  const objects = memoryObjectStore();
  for (const name of names) await objects.put(objectKeys.image({ runId: JOB_ID, name }, 'png'), 'x', PICTURE);
  for (const name of withSmall)
    await objects.put(objectKeys.thumbnail({ runId: JOB_ID, name }), 'x', PICTURE);
  const keys = await smallPictures(imageStore(objects), JOB_ID);
  return keys.map((key) => key.replace(`images/${JOB_ID}/`, ''));
}

describe('the small pictures of a run', () => {
  it('are in slot order, ten after two', async () => {
    expect(await picturesOf(['10-a', '2-a', '1-a'])).toEqual(
      ['1-a', '2-a', '10-a'].map((name) => `${name}.thumb.webp`),
    );
  });

  it('are the pictures themselves where there is no small one', async () => {
    expect(await picturesOf(['1-a', '2-b'], ['1-a'])).toEqual(['1-a.thumb.webp', '2-b.png']);
  });

  it('are the newest of what was retried', async () => {
    const owner = { jobId: RETRY, createdAt: CREATED_AT, run: { jobId: JOB_ID } };
    const { name } = picturePlace(owner, '2-b');
    expect(await picturesOf(['1-a', '2-b', name])).toEqual(['1-a.thumb.webp', `${name}.thumb.webp`]);
  });

  it('are none of a run without pictures', async () => {
    expect(await picturesOf([])).toEqual([]);
  });
});
