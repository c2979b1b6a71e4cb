import { expect, it } from '@jest/globals';
import {
  type ReferenceDocument,
  referenceStore,
  uploadMetadata,
} from '../../../src/store/reference-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const ID = 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ';
const reference: ReferenceDocument = {
  referenceId: ID,
  key: `references/${ID}.png`,
  contentType: 'image/png',
  width: 300,
  height: 200,
  bytes: 3,
  sha256: 'f00',
  thumbnailUrl: 'data:image/webp;base64,AA==',
  expiresAt: '2026-11-21T09:30:00.000Z',
};

it('reads an upload with what it is bound to, and deletes it', async () => {
  const objects = slowStore();
  const store = referenceStore(objects);
  expect(await store.readUpload(ID)).toBeUndefined();
  const metadata = uploadMetadata({ runKeyHash: 'abc', owner: 'ann' });
  await objects.put(`uploads/${ID}`, new Uint8Array([1]), { contentType: 'image/png', metadata });
  expect(await store.readUpload(ID)).toEqual({ bytes: new Uint8Array([1]), runKeyHash: 'abc', owner: 'ann' });
  await store.deleteUpload(ID);
  expect(await store.readUpload(ID)).toBeUndefined();
  expect(uploadMetadata({ runKeyHash: undefined, owner: undefined })).toEqual({});
});

it('keeps the first document of a reference', async () => {
  const objects = slowStore();
  const store = referenceStore(objects);
  expect(await store.read(ID)).toBeUndefined();
  expect(await store.save(reference, new Uint8Array([1, 2, 3]))).toEqual(reference);
  expect(await store.save({ ...reference, expiresAt: 'later' }, new Uint8Array([1, 2, 3]))).toEqual(
    reference,
  );
  expect(await store.read(ID)).toEqual(reference);
  expect(await store.readPicture(reference)).toEqual(new Uint8Array([1, 2, 3]));
  const options = { contentType: 'image/png', cacheControl: 'no-store' };
  expect(objects.objects.get(reference.key)?.options).toEqual(options);
});
