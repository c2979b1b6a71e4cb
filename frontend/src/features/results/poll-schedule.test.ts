import { describe, expect, it } from '@jest/globals';
import { pollDelay } from './poll-schedule.ts';

/** The ages at which a page polls that follows the schedule until `endMs`. */
function polls(endMs: number, dueMs: (number | undefined)[] = []): number[] {
  const ages: number[] = [];
  for (let age = 0; age < endMs; age += pollDelay(age, dueMs)) ages.push(age);
  return ages;
}

/** How much later than `endMs` the page sees a picture, as a share of `endMs`. */
function lateness(endMs: number, dueMs: (number | undefined)[] = []): number {
  const last = polls(endMs, dueMs).at(-1) ?? 0;
  return (last + pollDelay(last, dueMs) - endMs) / endMs;
}

describe('pollDelay', () => {
  it('adds at most 15 % to the time of a model whose usual time is unknown', () => {
    for (const end of [1000, 2000, 5000, 15_000, 30_000]) expect(lateness(end)).toBeLessThanOrEqual(0.15);
  });

  it('polls a few dozen times for models of 15 s, and hardly more for slow ones', () => {
    expect(polls(15_000).length).toBeLessThanOrEqual(32);
    expect(polls(60_000).length).toBeLessThanOrEqual(45);
  });

  it('waits between 50 ms and 6 s', () => {
    expect(pollDelay(1_000_000)).toBe(6000);
    expect(pollDelay(0)).toBe(100);
    expect(pollDelay(1000, [1000])).toBe(50);
  });

  it('watches the last model twice as closely as several', () => {
    expect(pollDelay(1000, [1000, 2000])).toBe(100);
    expect(pollDelay(10_000, [10_000, 20_000])).toBe(200);
  });

  it('polls rarely before the usual time of a model and often around it', () => {
    const ages = polls(10_000, [10_000]);
    expect(ages.filter((age) => age < 7900).length).toBeLessThan(8);
    expect(ages.filter((age) => age >= 7900).length).toBeGreaterThan(9);
  });

  it('sees a picture at most 2.8 % late, and 1.5 % on average, if it takes about the usual time', () => {
    for (const due of [2000, 7300, 15_000, 60_000]) {
      const shares = Array.from({ length: 41 }, (_, index) => 0.9 + index * 0.005);
      const late = shares.map((share) => lateness(due * share, [due]));
      expect(Math.max(...late)).toBeLessThanOrEqual(0.028);
      expect(late.reduce((sum, each) => sum + each, 0) / late.length).toBeLessThanOrEqual(0.0145);
    }
  });

  it('returns to the patient schedule if a model is long overdue or its usual time is unknown', () => {
    expect(pollDelay(20_000, [10_000])).toBe(pollDelay(20_000));
    expect(pollDelay(4000, [10_000, undefined])).toBe(pollDelay(4000));
  });
});
