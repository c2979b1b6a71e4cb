import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Mark } from '../lib/marks.ts';
import { createStore } from '../lib/store.ts';
import { completed, JOB, job } from '../testing/fake-api.ts';
import { keepMarks, renewMarks } from './renew-marks.ts';

const at = (file: string, query: string) => `http://localhost/images/${JOB}/${file}${query}`;
const mark = (query: string, file = '1-one') => ({
  key: `${JOB}/${file}`,
  model: 'One',
  prompt: 'a fox',
  imageUrl: at(`${file}.png`, query),
  thumbnailUrl: at(`${file}.thumb.webp`, query),
  width: 64,
  height: 48,
});
const answerWith = (query: string) => async (jobId: string) => {
  expect(jobId).toBe(JOB);
  return job([
    completed('1-one', { imageUrl: at('1-one.png', query), thumbnailUrl: at('1-one.thumb.webp', query) }),
  ]);
};

describe('Marked pictures whose addresses end', () => {
  it('get those that their run has now; others stay', async () => {
    const marks = [mark('?e=1&s=a'), mark('?e=1&s=b', '9-gone')];
    expect(await renewMarks(marks, answerWith('?e=2&s=c'))).toEqual([
      mark('?e=2&s=c'),
      mark('?e=1&s=b', '9-gone'),
    ]);
  });

  it('are left alone if the run has no others, or does not answer', async () => {
    const marks = [mark('?e=1&s=a')];
    expect(await renewMarks(marks, answerWith('?e=1&s=a'))).toBe(marks);
    expect(await renewMarks(marks, () => Promise.reject(new Error('away')))).toBe(marks);
  });
});

describe('keepMarks', () => {
  afterEach(() => {
    jest.useRealTimers();
  });
  const now = Date.parse('2026-11-26T12:00:00.000Z');
  const endingIn = (minutes: number) => `?e=${now / 1000 + minutes * 60}&s=a`;

  it.each([
    [80, 70],
    [-600, 0],
  ])('renews addresses that end in %i minutes after %i', async (end, wait) => {
    jest.useFakeTimers({ now });
    const store = createStore<readonly Mark[]>('test-marks', () => [], 'tab');
    store.set([mark(endingIn(end)), mark(endingIn(end + 50), '9-gone')]);
    keepMarks(store, answerWith('?e=2&s=c'), now);
    await jest.advanceTimersByTimeAsync(Math.max(0, wait * 60_000 - 1));
    if (wait > 0) expect(store.get()[0]).toEqual(mark(endingIn(end)));
    await jest.advanceTimersByTimeAsync(2);
    expect(store.get()[0]).toEqual(mark('?e=2&s=c'));
  });
});
