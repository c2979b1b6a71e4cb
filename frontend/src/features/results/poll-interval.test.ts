import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../lib/api.ts';
import { completed, job, running } from '../../testing/fake-api.ts';
import { pollInterval } from './poll-interval.ts';

const aged = (seconds: number) =>
  job([running('1-one')], { createdAt: new Date(Date.now() - seconds * 1000).toISOString() });

describe('pollInterval', () => {
  it('asks fast at first and slower later', () => {
    const waits = [1, 20, 60, 600].map((age) => pollInterval(aged(age), null));
    expect(waits[0]).toBeLessThan(1000);
    expect(waits).toEqual([...waits].sort((a, b) => Number(a) - Number(b)));
    expect(waits.at(-1)).toBeGreaterThan(3000);
  });

  it('stops when the job has ended or does not exist', () => {
    expect(pollInterval(job([completed('1-one')]), null)).toBe(false);
    const missing = new ApiError(404, { error: 'No.', code: 'JOB_NOT_FOUND', requestId: 'r' });
    expect(pollInterval(undefined, missing)).toBe(false);
  });

  it('goes on for addresses that end, and asks before they do', () => {
    const end = Math.floor(Date.now() / 1000) + 3600;
    const signed = completed('1-one', { imageUrl: `http://localhost/1.png?e=${end}&s=a` });
    const wait = Number(pollInterval(job([signed]), null));
    expect(wait).toBeGreaterThan(45 * 60_000);
    expect(wait).toBeLessThanOrEqual(50 * 60_000);
  });

  it('goes on after a failed question', () => {
    expect(pollInterval(aged(1), new Error('network'))).toBe(6000);
  });
});
