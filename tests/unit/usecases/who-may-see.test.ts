import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { maySee as maySeeAt, visibilityOf, whyGone } from '../../../src/usecases/who-may-see.ts';
import { CREATED_AT, jobDocument } from '../../helpers/job-documents.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const NOW = Date.parse(CREATED_AT) + 1000;
const maySee = (...given: FirstThree) => maySeeAt(...given, NOW);
type FirstThree = [
  Parameters<typeof maySeeAt>[0],
  Parameters<typeof maySeeAt>[1],
  Parameters<typeof maySeeAt>[2],
];
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

  it('is told that its time was over, whether the sweeper has come by or not, unless it was deleted before', () => {
    const expiresAt = new Date(NOW).toISOString();
    const after = new Date(NOW + 1).toISOString();
    const code = (expires: string | undefined, deletedAt?: string) =>
      whyGone(undefined, { expiresAt: expires, deletedAt } as never, NOW)?.code;
    expect(code(undefined)).toBeUndefined();
    expect(code(after)).toBeUndefined();
    expect(code(expiresAt)).toBe('RUN_EXPIRED');
    expect(code(expiresAt, after)).toBe('RUN_EXPIRED');
    expect(code(after, expiresAt)).toBe('RUN_DELETED');
    expect(whyGone({ expiresAt }, undefined, NOW)?.code).toBe('RUN_EXPIRED');
    expect(whyGone({ expiresAt }, { expiresAt: after }, NOW)).toBeUndefined();
    expect(
      maySee(jobDocument(1, { visibility: 'private', expiresAt }), undefined, { runKey: KEY.slice(1) }),
    ).toBe(false);
  });
});
