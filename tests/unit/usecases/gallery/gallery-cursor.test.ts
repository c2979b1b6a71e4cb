import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { GalleryCursor } from '../../../../src/contract/index.ts';
import { keys } from '../../../../src/store/keys.ts';
import { cursorOf, entryOfKey, keyOfCursor } from '../../../../src/usecases/gallery/gallery-cursor.ts';
import { CREATED_MS, JOB_ID } from '../../../helpers/job-documents.ts';

const isCursor = new Ajv().compile(GalleryCursor);

describe('gallery cursors', () => {
  it('lead back to the key they were made of', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), fc.integer({ min: 0, max: 9_999_999_999_999 }), (id, time) => {
        const key = keys.gallery(time, id);
        const cursor = cursorOf(key) ?? '';
        expect(isCursor(cursor)).toBe(true);
        expect(keyOfCursor(cursor)).toBe(key);
      }),
    );
  });

  it('are places among the entries, whatever somebody makes up', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{32}$/), (cursor) => {
        expect(keyOfCursor(cursor)).toMatch(/^gallery\/\d{13,20}-[0-9a-f-]{36}\.json$/);
      }),
    );
  });

  it('are made of nothing else', () => {
    expect(cursorOf('gallery/readme.txt')).toBeUndefined();
    expect(cursorOf(`jobs/${JOB_ID}/job.json`)).toBeUndefined();
  });
});

describe('entryOfKey', () => {
  it('reads time and job from the key', () => {
    expect(entryOfKey(keys.gallery(CREATED_MS, JOB_ID))).toEqual({ jobId: JOB_ID, createdAtMs: CREATED_MS });
    expect(entryOfKey('gallery/readme.txt')).toBeUndefined();
  });
});
