import { Blob as NodeBlob } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { completed, failed, JOB } from '../../testing/fake-api.ts';
import { fetchFiles } from '../../testing/fetch-files.ts';
import type { DownloadedTile } from './picture-file.ts';
import { zipRun } from './zip-run.ts';

const { Blob: jsdomBlob } = globalThis;
// That of jsdom cannot be read.
beforeAll(() => {
  globalThis.Blob = NodeBlob as unknown as typeof Blob;
});
afterAll(() => {
  globalThis.Blob = jsdomBlob;
});

const ADDRESS = `http://localhost/r/${JOB}`;
const FILES = new Map([
  ['http://localhost/one.png', Uint8Array.of(1, 2, 3)],
  ['http://localhost/two.heic', Uint8Array.of(4, 5)],
]);

function tile(modelId: string, state: DownloadedTile['state'], index = 0): DownloadedTile {
  const names = { model: modelId, provider: 'Vendor', prompt: 'a red fox' };
  return { modelId, index, ...names, jobId: JOB, parameters: {}, state };
}

function refused(modelId: string, url?: string, index?: number): DownloadedTile {
  const original = { key: `images/${JOB}/x.original.heic`, contentType: 'image/heic', bytes: 2 } as const;
  const failure = failed(modelId, 'INVALID_IMAGE', { billed: 'yes' });
  const result = url === undefined ? failure : { ...failure, original: { ...original, url } };
  return tile(modelId, { kind: 'failed', result: { ...result, ...(index && { index }) } }, index);
}

/** The zip of a run, read again. */
async function zipped(tiles: DownloadedTile[]) {
  fetchFiles(FILES);
  const { file, missing } = await zipRun(
    { prompt: 'a red fox', createdAt: '2026-11-20T10:00:00.000Z', tiles },
    ADDRESS,
  );
  const bytes = await file.arrayBuffer();
  const entries = unzipSync(new Uint8Array(bytes));
  const manifest = JSON.parse(new TextDecoder().decode(entries['manifest.json']));
  return { entries, missing, pictures: manifest.pictures };
}

describe('the zip of a run', () => {
  it('holds a file that was paid for and cannot be shown, as it came', async () => {
    const done = completed('1-one', { imageUrl: 'http://localhost/one.png' });
    const { entries, missing, pictures } = await zipped([
      tile('1-one', { kind: 'done', result: done }),
      refused('2-two', 'http://localhost/two.heic', 1),
    ]);
    expect(Object.keys(entries)).toEqual(['a-red-fox-1-one.png', 'a-red-fox-2-two-2.heic', 'manifest.json']);
    expect([...(entries['a-red-fox-2-two-2.heic'] ?? [])]).toEqual([4, 5]);
    expect(pictures[1]).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE' },
      contentType: 'image/heic',
      source: 'http://localhost/two.heic',
      file: 'a-red-fox-2-two-2.heic',
      bytes: 2,
    });
    expect(missing).toBe(0);
  });

  it('tells the step that led to a picture: instruction, parent, and what it worked on by hash', async () => {
    const done = completed('1-one', { imageUrl: 'http://localhost/one.png' });
    const parent = { jobId: JOB, modelId: '1-one' };
    const edit = {
      operation: 'repaint' as const,
      parent,
      inputs: [{ sha256: 'f00' }],
      mask: { sha256: 'ba5' },
    };
    const { pictures } = await zipped([
      { ...tile('1-one', { kind: 'done', result: done }), edit },
      tile('2-two', { kind: 'queued' }),
    ]);
    expect(pictures[0]).toMatchObject({
      prompt: 'a red fox',
      edit: { operation: 'repaint', parent, references: ['sha256:f00'], mask: 'sha256:ba5' },
    });
    expect(pictures[1]).not.toHaveProperty('edit');
  });

  it('tells of a failure without a file, and of a file that could not be fetched', async () => {
    const { entries, missing, pictures } = await zipped([
      refused('1-one'),
      refused('2-two', 'http://localhost/gone.heic'),
      tile('3-three', { kind: 'queued' }),
    ]);
    expect(Object.keys(entries)).toEqual(['manifest.json']);
    expect(pictures[0]).not.toHaveProperty('file');
    expect(pictures[0]).toMatchObject({ status: 'failed', error: { code: 'INVALID_IMAGE' } });
    expect(pictures[1]).toMatchObject({ status: 'failed', file: null, missing: true });
    expect(pictures[2]).toMatchObject({ status: 'queued', error: null });
    expect(missing).toBe(1);
  });
});
