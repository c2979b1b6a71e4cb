import { Blob as NodeBlob } from 'node:buffer';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { completed, failed, JOB, job, RETRY } from '../../testing/fake-api.ts';
import { fetchFiles } from '../../testing/fetch-files.ts';
import { zipEverything } from './zip-everything.ts';

const { Blob: jsdomBlob } = globalThis;
// That of jsdom cannot be read.
beforeAll(() => {
  globalThis.Blob = NodeBlob as unknown as typeof Blob;
});
afterAll(() => {
  globalThis.Blob = jsdomBlob;
});

const FILES = new Map([
  ['http://localhost/one.png?e=1&s=x', Uint8Array.of(1, 2, 3)],
  ['http://localhost/two.heic', Uint8Array.of(4, 5)],
  [`http://localhost/images/${JOB}/input-1.png`, Uint8Array.of(6)],
  [`http://localhost/keep/${RETRY}/1-one.webp?e=1&s=x`, Uint8Array.of(7)],
]);

it('holds every picture that can be fetched, by its run, and a file that tells everything else', async () => {
  fetchFiles(FILES);
  const original = { key: `images/${JOB}/2-two.original.heic`, contentType: 'image/heic', bytes: 2 } as const;
  const small = { thumbnailUrl: 'x', width: 64, height: 64, sha256: 'a' };
  const first = {
    ...job([
      completed('1-one', {
        imageUrl: 'http://localhost/one.png?e=1&s=x',
        imageKey: `images/${JOB}/1-one.png`,
      }),
      {
        ...failed('2-two', 'INVALID_IMAGE', { billed: 'yes' }),
        original: { ...original, url: 'http://localhost/two.heic' },
      },
      failed('3-three', 'TIMEOUT'),
    ]),
    operation: 'change' as const,
    inputs: [{ ...small, imageUrl: `http://localhost/images/${JOB}/input-1.png` }],
    links: [],
  };
  const second = {
    ...job([
      completed('1-one', { imageUrl: 'http://localhost/gone.png', imageKey: `images/${RETRY}/1-one.png` }),
    ]),
    jobId: RETRY,
    links: [],
  };
  const everything = {
    exportedAt: '2026-11-20T10:00:00.000Z',
    runs: [first, second],
    lists: [],
    votes: [
      { jobId: RETRY, left: 'A', right: 'B', outcome: 'tie' as const, votedAt: '2026-11-20T09:00:00.000Z' },
    ],
    kept: [{ jobId: RETRY, imageUrl: `http://localhost/keep/${RETRY}/1-one.webp?e=1&s=x` }],
  };
  const { file, missing } = await zipEverything(everything);
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
  expect(Object.keys(entries).sort()).toEqual([
    'everything.json',
    `keep/${RETRY}/1-one.webp`,
    `pictures/${JOB}/1-one.png`,
    `pictures/${JOB}/2-two.original.heic`,
    `pictures/${JOB}/input-1.png`,
  ]);
  expect(entries[`pictures/${JOB}/1-one.png`]).toEqual(Uint8Array.of(1, 2, 3));
  expect(missing).toBe(1);
  const told = JSON.parse(new TextDecoder().decode(entries['everything.json']));
  expect(told).toEqual({
    made: 'Pixel Prompt',
    format: 1,
    ...JSON.parse(JSON.stringify(everything)),
    missing: [`pictures/${RETRY}/1-one.png`],
  });
});
