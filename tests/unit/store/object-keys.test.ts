import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { GalleryCursor } from '../../../src/contract/index.ts';
import {
  galleryCursor,
  galleryEntryOf,
  isThumbnail,
  keyOfGalleryCursor,
  objectKeys,
  runDocumentOf,
} from '../../../src/store/object-keys.ts';
import { CREATED_MS, JOB_ID } from '../../helpers/job-documents.ts';

const isCursor = new Ajv().compile(GalleryCursor);

describe('gallery cursors', () => {
  it('lead back to the key they were made of', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), fc.integer({ min: 0, max: 9_999_999_999_999 }), (id, time) => {
        const key = objectKeys.galleryEntry(time, id);
        const cursor = galleryCursor(key) ?? '';
        expect(isCursor(cursor)).toBe(true);
        expect(keyOfGalleryCursor(cursor)).toBe(key);
      }),
    );
  });

  it('are valid positions among the entries, even if forged', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{32}$/), (cursor) => {
        expect(keyOfGalleryCursor(cursor)).toMatch(/^gallery\/\d{13,20}-[0-9a-f-]{36}\.json$/);
      }),
    );
  });

  it('are made of entries only', () => {
    expect(galleryCursor('gallery/readme.txt')).toBeUndefined();
    expect(galleryCursor(`jobs/${JOB_ID}/job.json`)).toBeUndefined();
  });
});

describe('the key of a gallery entry', () => {
  it('says which run it is and when that was made', () => {
    expect(galleryEntryOf(objectKeys.galleryEntry(CREATED_MS, JOB_ID))).toEqual({
      jobId: JOB_ID,
      createdAtMs: CREATED_MS,
    });
    expect(galleryEntryOf('gallery/readme.txt')).toBeUndefined();
  });
});

describe('the keys of a run', () => {
  const MODEL = '3-flux.2-pro';

  it('say what they are', () => {
    expect(runDocumentOf(objectKeys.job(JOB_ID))).toEqual({ kind: 'job' });
    expect(runDocumentOf(objectKeys.claim(JOB_ID, MODEL))).toEqual({ kind: 'claim', modelId: MODEL });
    expect(runDocumentOf(objectKeys.result(JOB_ID, MODEL))).toEqual({ kind: 'result', modelId: MODEL });
    expect(runDocumentOf(`jobs/${JOB_ID}/state.json`)).toBeUndefined();
    expect(runDocumentOf(objectKeys.image(JOB_ID, MODEL, 'png'))).toBeUndefined();
  });

  it('all begin with the prefix that lists them', () => {
    const run = objectKeys.run(JOB_ID);
    for (const key of [
      objectKeys.job(JOB_ID),
      objectKeys.claim(JOB_ID, MODEL),
      objectKeys.result(JOB_ID, MODEL),
    ]) {
      expect(key.startsWith(run)).toBe(true);
    }
    const images = objectKeys.images(JOB_ID);
    expect(objectKeys.image(JOB_ID, MODEL, 'webp').startsWith(images)).toBe(true);
    expect(objectKeys.thumbnail(JOB_ID, MODEL).startsWith(images)).toBe(true);
  });

  it('tell thumbnails from pictures', () => {
    expect(isThumbnail(objectKeys.thumbnail(JOB_ID, MODEL))).toBe(true);
    expect(isThumbnail(objectKeys.image(JOB_ID, MODEL, 'webp'))).toBe(false);
  });
});
