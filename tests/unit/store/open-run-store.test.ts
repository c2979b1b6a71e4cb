import { describe, expect, it } from '@jest/globals';
import { openRunStore } from '../../../src/store/open-run-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const run = (letter: string, createdAtMs: number) => ({
  jobId: `${letter.repeat(8)}-0000-4000-8000-000000000000`,
  createdAtMs,
});

describe('open runs', () => {
  it('are listed from the oldest on, as many as asked for', async () => {
    const store = openRunStore(slowStore());
    const [newest, oldest, middle] = [
      run('a', 1_763_640_000_002),
      run('b', 999),
      run('c', 1_763_640_000_001),
    ];
    for (const one of [newest, oldest, middle]) await store.open(one);
    expect((await store.list(10)).runs).toEqual([oldest, middle, newest]);
    expect((await store.list(1)).runs).toEqual([oldest]);
    const { next } = await store.list(2);
    expect((await store.list(2, next)).runs).toEqual([newest]);
  });

  it('are open when the call returns', async () => {
    const objects = slowStore();
    const { put } = objects;
    objects.put = async (...args) => {
      await new Promise((resolve) => setImmediate(resolve));
      return put(...args);
    };
    await openRunStore(objects).open(run('a', 1));
    expect(await openRunStore(objects).list(10)).toEqual({ runs: [run('a', 1)], next: undefined });
  });

  it('are open once however often they are opened, and closed however often they are closed', async () => {
    const store = openRunStore(slowStore());
    await store.open(run('a', 1));
    await store.open(run('a', 1));
    expect((await store.list(10)).runs).toHaveLength(1);
    expect([await store.isOpen(run('a', 1)), await store.isOpen(run('b', 1))]).toEqual([true, false]);
    await store.close(run('a', 1));
    await store.close(run('a', 1));
    expect((await store.list(10)).runs).toEqual([]);
  });

  it('are only what is a marker', async () => {
    const objects = slowStore();
    await objects.put('open/readme.txt', 'x', { contentType: 'text/plain' });
    expect((await openRunStore(objects).list(10)).runs).toEqual([]);
  });
});
