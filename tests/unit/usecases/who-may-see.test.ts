import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { maySee, visibilityOf } from '../../../src/usecases/who-may-see.ts';
import { CREATED_AT, jobDocument } from '../../helpers/job-documents.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const state = { createdAt: CREATED_AT, runKeyHash: sha256Hex(KEY), visibility: 'private' as const };

describe('who may see a run', () => {
  it('is what was decided last, and everybody where nothing was', () => {
    expect(visibilityOf({}, undefined)).toBe('listed');
    expect(visibilityOf(undefined, undefined)).toBe('listed');
    expect(visibilityOf({ visibility: 'unlisted' }, undefined)).toBe('unlisted');
    expect(visibilityOf({ visibility: 'unlisted' }, state)).toBe('private');
  });

  it('is nobody if there is none', () => {
    expect(maySee(undefined, undefined, { runKey: KEY })).toBe(false);
  });

  it('is nobody if a private run has no key', () => {
    expect(maySee(jobDocument(1, { visibility: 'private' }), undefined, { runKey: KEY })).toBe(false);
  });

  it('is told of a deletion if they could see it', () => {
    const deleted = { ...state, deletedAt: CREATED_AT };
    expect(maySee(undefined, deleted, {})).toBe(false);
    expect(() => maySee(undefined, deleted, { runKey: KEY })).toThrow('has been deleted');
    expect(() => maySee(undefined, { ...deleted, visibility: 'unlisted' }, {})).toThrow();
  });
});
