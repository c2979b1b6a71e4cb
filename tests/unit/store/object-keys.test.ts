import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { GalleryCursor } from '../../../src/contract/index.ts';
import {
  erasureOf,
  expiryOfKey,
  galleryCursor,
  galleryEntryOf,
  keptRunOf,
  keyOfGalleryCursor,
  linkOfKey,
  objectKeys,
  openRunOf,
  originalNameOf,
  ownRunOf,
  pictureNameOf,
  pictureOfName,
  picturePlace,
  runDocumentOf,
  thumbnailOf,
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

  it('is exactly one: nothing before it and nothing after it', () => {
    const key = objectKeys.galleryEntry(CREATED_MS, JOB_ID);
    for (const other of [`x${key}`, `${key}x`, `x/${key}`]) {
      expect(galleryEntryOf(other)).toBeUndefined();
      expect(galleryCursor(other)).toBeUndefined();
    }
  });

  it('sorts before those of older runs', () => {
    const keys = [0, 1, CREATED_MS - 1, CREATED_MS, 9_999_999_999_999].map((time) =>
      objectKeys.galleryEntry(time, JOB_ID),
    );
    expect(keys.toSorted()).toEqual(keys.toReversed());
    expect(new Set(keys.map((key) => key.length)).size).toBe(1);
  });
});

describe('the marker of an open run', () => {
  it('says which run it is and when that was made, and sorts by that', () => {
    expect(objectKeys.openRun(999, JOB_ID)).toBe(`open/0000000000999-${JOB_ID}`);
    expect(openRunOf(objectKeys.openRun(999, JOB_ID))).toEqual({ jobId: JOB_ID, createdAtMs: 999 });
  });

  it('is exactly one: nothing before it and nothing after it', () => {
    const key = objectKeys.openRun(CREATED_MS, JOB_ID);
    for (const other of [`x${key}`, `${key}x`, 'open/readme.txt']) expect(openRunOf(other)).toBeUndefined();
  });
});

describe('the keys of a run', () => {
  const MODEL = '3-flux.2-pro';

  it('say what they are', () => {
    expect(runDocumentOf(objectKeys.job(JOB_ID))).toEqual({ kind: 'job' });
    expect(runDocumentOf(objectKeys.claim(JOB_ID, MODEL))).toEqual({ kind: 'claim', modelId: MODEL });
    expect(runDocumentOf(objectKeys.result(JOB_ID, MODEL))).toEqual({ kind: 'result', modelId: MODEL });
    expect(runDocumentOf(objectKeys.late(JOB_ID, MODEL))).toEqual({ kind: 'late', modelId: MODEL });
    expect(runDocumentOf(objectKeys.end(JOB_ID))).toEqual({ kind: 'ended' });
    expect(runDocumentOf(objectKeys.adoption(JOB_ID, MODEL, 3))).toEqual({
      kind: 'adoption',
      modelId: MODEL,
      attempt: 3,
    });
    expect(pictureNameOf(objectKeys.image({ runId: JOB_ID, name: MODEL }, 'jpg'))).toBe(MODEL);
    expect(pictureNameOf(objectKeys.thumbnail({ runId: JOB_ID, name: MODEL }))).toBeUndefined();
    expect(runDocumentOf(objectKeys.state(JOB_ID))).toEqual({ kind: 'state' });
    expect(runDocumentOf(`jobs/${JOB_ID}/other.json`)).toBeUndefined();
    expect(runDocumentOf(objectKeys.image({ runId: JOB_ID, name: MODEL }, 'png'))).toBeUndefined();
  });

  it('say which follow-ups it has', () => {
    const other = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    expect(runDocumentOf(objectKeys.followUp(JOB_ID, other))).toEqual({ kind: 'followUp', jobId: other });
    expect(runDocumentOf(objectKeys.followUpEnd(JOB_ID, other))).toEqual({
      kind: 'followUpEnd',
      jobId: other,
    });
    expect(runDocumentOf(objectKeys.followUpLate(JOB_ID, other, MODEL))).toEqual({
      kind: 'followUpLate',
      jobId: other,
      modelId: MODEL,
    });
  });

  it('keep the pictures of follow-ups among those of the run, each under a key of its own', () => {
    const other = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    const own = { jobId: other, createdAt: '2026-11-20T09:30:00.000Z', run: { jobId: JOB_ID } };
    const key = objectKeys.image(picturePlace(own, MODEL), 'png');
    expect(key).toBe(`images/${JOB_ID}/${MODEL}~1795167000000-${other}.png`);
    expect(pictureOfName(pictureNameOf(key) ?? '')).toBe(MODEL);
  });

  it('are exactly that: nothing before them and nothing after them', () => {
    for (const key of [
      objectKeys.job(JOB_ID),
      objectKeys.claim(JOB_ID, MODEL),
      objectKeys.adoption(JOB_ID, MODEL, 1),
    ]) {
      expect(runDocumentOf(`x${key}`)).toBeUndefined();
      expect(runDocumentOf(`${key}x`)).toBeUndefined();
    }
    const image = objectKeys.image({ runId: JOB_ID, name: MODEL }, 'png');
    expect(pictureNameOf(`x${image}`)).toBeUndefined();
    expect(pictureNameOf(`${image}x`)).toBeUndefined();
  });

  it('all begin with the prefix that lists them', () => {
    const run = objectKeys.run(JOB_ID);
    for (const key of [
      objectKeys.job(JOB_ID),
      objectKeys.claim(JOB_ID, MODEL),
      objectKeys.result(JOB_ID, MODEL),
      objectKeys.late(JOB_ID, MODEL),
      objectKeys.adoption(JOB_ID, MODEL, 1),
      objectKeys.end(JOB_ID),
    ]) {
      expect(key.startsWith(run)).toBe(true);
    }
    const images = objectKeys.images(JOB_ID);
    expect(objectKeys.image({ runId: JOB_ID, name: MODEL }, 'webp').startsWith(images)).toBe(true);
    expect(objectKeys.thumbnail({ runId: JOB_ID, name: MODEL }).startsWith(images)).toBe(true);
  });

  it('tell originals from pictures', () => {
    for (const extension of ['svg', 'heic', 'png', 'jpg', 'webp'] as const) {
      const key = objectKeys.original({ runId: JOB_ID, name: MODEL }, extension);
      expect([pictureNameOf(key), originalNameOf(key)]).toEqual([undefined, MODEL]);
      expect([originalNameOf(`x${key}`), originalNameOf(`${key}~`)]).toEqual([undefined, undefined]);
    }
    expect(originalNameOf(objectKeys.image({ runId: JOB_ID, name: MODEL }, 'png'))).toBeUndefined();
    expect(originalNameOf(objectKeys.thumbnail({ runId: JOB_ID, name: MODEL }))).toBeUndefined();
  });

  it('tell thumbnails from pictures', () => {
    expect(pictureNameOf(objectKeys.thumbnail({ runId: JOB_ID, name: MODEL }))).toBeUndefined();
    expect(pictureNameOf(objectKeys.image({ runId: JOB_ID, name: MODEL }, 'webp'))).toBe(MODEL);
  });
});

describe('keys of the index of a run key', () => {
  it('lead back to the run and its time, and are exactly that', () => {
    const key = objectKeys.ownRun('a0'.repeat(32), CREATED_MS, JOB_ID);
    expect(ownRunOf(key)).toEqual({ jobId: JOB_ID, createdAtMs: CREATED_MS });
    for (const other of [`x${key}`, `${key}x`, objectKeys.openRun(CREATED_MS, JOB_ID)]) {
      expect(ownRunOf(other)).toBeUndefined();
    }
  });
});

it('finds the thumbnail of a picture, whatever dots its name has', () => {
  for (const name of ['1-a', '2-flux.dev-1.x', '3-b.c~1']) {
    const place = { runId: JOB_ID, name };
    expect(thumbnailOf(objectKeys.image(place, 'webp'))).toBe(objectKeys.thumbnail(place));
  }
});

describe('every key that says something', () => {
  const LINK = 'l'.repeat(22);
  const expiresAt = '2026-12-01T00:00:00.000Z';
  const followUp = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';

  it.each<[string, string, (key: string) => unknown, unknown]>([
    ['a link', objectKeys.runLink(JOB_ID, LINK), linkOfKey, LINK],
    ['an end', objectKeys.expiry({ jobId: JOB_ID, expiresAt }), expiryOfKey, { jobId: JOB_ID, expiresAt }],
    [
      'a marker of whose runs are erased',
      `erasing/${String(CREATED_MS)}-${LINK}`,
      erasureOf,
      { index: LINK, requestedAtMs: CREATED_MS },
    ],
    [
      'a follow-up',
      objectKeys.followUp(JOB_ID, followUp),
      runDocumentOf,
      { kind: 'followUp', jobId: followUp },
    ],
    [
      'the end of a follow-up',
      objectKeys.followUpEnd(JOB_ID, followUp),
      runDocumentOf,
      { kind: 'followUpEnd', jobId: followUp },
    ],
    [
      'a run of a person',
      objectKeys.ownRun(LINK, CREATED_MS, JOB_ID),
      ownRunOf,
      { jobId: JOB_ID, createdAtMs: CREATED_MS },
    ],
    [
      'a run of which pictures are kept',
      objectKeys.keeper(LINK, CREATED_MS, JOB_ID),
      keptRunOf,
      { jobId: JOB_ID, createdAtMs: CREATED_MS },
    ],
  ])('is that of %s, with nothing before it and nothing after it', (_what, key, read, expected) => {
    expect(read(key)).toEqual(expected);
    for (const other of [`x${key}`, `${key}x`, `a/${key}`, `${key}/a`, ''])
      expect(read(other)).toBeUndefined();
  });

  it('is no picture if it is one that a run works on, which no model is called like', () => {
    for (const key of [objectKeys.input(JOB_ID, 12, 'png'), objectKeys.inputThumbnail(JOB_ID, 1)])
      expect(pictureNameOf(key)).toBeUndefined();
    expect(pictureNameOf(`images/${JOB_ID}/1-input-1.png`)).toBe('1-input-1');
    expect(pictureNameOf(`images/${JOB_ID}/1-a~images/x/input-1.png`)).toBe('1-a~images/x/input-1');
  });

  it('sorts what is later than time itself first', () => {
    expect(objectKeys.galleryEntry(10_000_000_000_000, JOB_ID)).toBe(`gallery/0000000000000-${JOB_ID}.json`);
  });
});
