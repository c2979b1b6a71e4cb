import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { learnAtLeast, learnFromStart, noteStart, serverNow } from './clock.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const ahead = () => serverNow() - Date.now();

beforeAll(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-26T12:00:00Z') });
});
afterAll(() => {
  jest.useRealTimers();
});

describe('The clock of the API', () => {
  it('is set by a job that this device started, in either direction', () => {
    const now = Date.now();
    noteStart('job-1', now - 100, now + 100);
    learnFromStart('job-1', iso(now - 60_000));
    expect(ahead()).toBe(-60_000);
    noteStart('job-2', now - 100, now + 100);
    learnFromStart('job-2', iso(now + 5000));
    expect(ahead()).toBe(5000);
  });

  it('is not set by jobs of others, and never behind a time that the API has named', () => {
    noteStart('job-3', Date.now(), Date.now());
    learnFromStart('job-3', iso(Date.now()));
    learnFromStart('job-of-another', iso(Date.now() - 90_000));
    expect(ahead()).toBe(0);
    learnAtLeast(iso(Date.now() + 3000));
    expect(ahead()).toBe(3000);
  });
});
