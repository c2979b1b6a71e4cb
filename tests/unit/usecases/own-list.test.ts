import { describe, expect, it } from '@jest/globals';
import { ownList, seenList } from '../../../src/usecases/own-list.ts';
import { LIST_ID, LIST_KEY, listDocument } from '../../helpers/list-documents.ts';
import { refusalOf } from '../../helpers/refusal.ts';

const storeOf = (changes: Parameters<typeof listDocument>[0] = {}) => ({
  lists: { find: async (id: string) => (id === LIST_ID ? listDocument(changes) : undefined) },
});

describe('a list', () => {
  it.each([
    ['private', 'its key', { runKey: LIST_KEY }, true, true],
    ['private', 'another key', { runKey: 'another-key-that-does-not-fit' }, false, false],
    ['private', 'nothing', {}, false, false],
    ['private', 'an admin', { isAdmin: true }, true, true],
    ['unlisted', 'its key', { runKey: LIST_KEY }, true, true],
    ['unlisted', 'nothing', {}, true, false],
  ] as const)('that is %s, for %s', async (visibility, _who, who, sees, owns) => {
    const store = storeOf({ visibility });
    const outcome = (asked: Promise<unknown>) => asked.then(() => true).catch(() => false);
    expect(await outcome(seenList(store, LIST_ID, who))).toBe(sees);
    expect(await outcome(ownList(store, LIST_ID, who))).toBe(owns);
  });

  it('of a person does not obey its key while people sign in', async () => {
    const store = storeOf({ owner: 'ann' });
    await expect(ownList(store, LIST_ID, { owner: 'ann' })).resolves.toBeDefined();
    const refusal = await refusalOf(ownList(store, LIST_ID, { owner: 'ben', runKey: LIST_KEY }));
    expect(refusal.code).toBe('LIST_NOT_FOUND');
  });

  it('that is unknown, or has an id that is none, is not found without a word more', async () => {
    for (const id of ['6b1f4c1e-8a53-4f0d-9a5e-000000000001', '../jobs', '']) {
      expect((await refusalOf(seenList(storeOf(), id, { isAdmin: true }))).message).toBe(
        'There is no such list, it has expired, or it is not yours.',
      );
    }
  });

  it('is unavailable with its store', async () => {
    const lists = { find: () => Promise.reject(new Error('S3 is unavailable')) };
    expect((await refusalOf(seenList({ lists }, LIST_ID, {}))).code).toBe('DISPATCH_FAILED');
  });
});
