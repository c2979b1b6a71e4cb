import { describe, expect, it } from '@jest/globals';
import { learnAtLeast, learnFromStart, noteStart, serverNow } from './clock.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const ahead = () => serverNow() - Date.now();

describe('The clock of the API', () => {
  it('is set by a job that this device started, in either direction', () => {
    const now = Date.now();
    noteStart('job-1', now - 100, now + 100);
    learnFromStart('job-1', iso(now - 60_000));
    expect(Math.abs(ahead() + 60_000)).toBeLessThan(50);
    noteStart('job-2', now - 100, now + 100);
    learnFromStart('job-2', iso(now + 5000));
    expect(Math.abs(ahead() - 5000)).toBeLessThan(50);
  });

  it('is not set by jobs of others, and never behind a time that the API has named', () => {
    noteStart('job-3', Date.now(), Date.now());
    learnFromStart('job-3', iso(Date.now()));
    learnFromStart('job-of-another', iso(Date.now() - 90_000));
    expect(Math.abs(ahead())).toBeLessThan(50);
    learnAtLeast(iso(Date.now() + 3000));
    expect(Math.abs(ahead() - 3000)).toBeLessThan(50);
  });
});
