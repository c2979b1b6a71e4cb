import { describe, expect, it } from '@jest/globals';
import { pollDelay } from './poll-schedule.ts';

/** The ages at which a page asks that follows the schedule until `endMs`. */
function questions(endMs: number, dueMs: (number | undefined)[] = []): number[] {
  const ages: number[] = [];
  for (let age = 0; age < endMs; age += pollDelay(age, dueMs)) ages.push(age);
  return ages;
}

describe('the schedule of questions', () => {
  it('adds at most a small share to the time of a model that nobody knows', () => {
    for (const end of [1000, 2000, 5000, 15_000, 30_000]) {
      const last = questions(end).at(-1) ?? 0;
      const next = last + pollDelay(last);
      expect((next - end) / end).toBeLessThanOrEqual(0.15);
    }
  });

  it('asks a few dozen times about models of fifteen seconds, and hardly more about slow ones', () => {
    expect(questions(15_000).length).toBeLessThanOrEqual(32);
    expect(questions(60_000).length).toBeLessThanOrEqual(45);
  });

  it('never waits longer than six seconds, and never less than fifty milliseconds', () => {
    expect(pollDelay(1_000_000)).toBe(6000);
    expect(pollDelay(0)).toBe(100);
    expect(pollDelay(100, [100])).toBe(50);
  });

  it('asks rarely before the usual time of a model and often around it', () => {
    const ages = questions(10_000, [10_000]);
    expect(ages.filter((age) => age < 7900).length).toBeLessThan(8);
    expect(ages.filter((age) => age >= 7900).length).toBeGreaterThan(5);
  });

  it('asks just after the moment at which a model usually ends', () => {
    expect(pollDelay(9900, [10_000, 12_000])).toBe(200);
    expect(pollDelay(10_099, [10_000, 12_000])).toBe(300);
    for (const due of [2000, 7300, 15_000]) {
      const next = questions(due + 1, [due, due * 2]).at(-1) ?? 0;
      const seen = next + pollDelay(next, [due, due * 2]);
      expect((seen - due) / due).toBeLessThanOrEqual(0.0101);
    }
  });

  it('asks about the last model sooner, and again soon after', () => {
    expect(pollDelay(9900, [10_000])).toBe(130);
    expect(pollDelay(10_030, [10_000])).toBe(30);
    expect(pollDelay(10_060, [10_000])).toBe(40);
    expect(pollDelay(10_100, [10_000])).toBe(40);
    expect(pollDelay(10_140, [10_000])).toBe(300);
  });

  it('goes back to patience when a model is long overdue, or one is unknown', () => {
    expect(pollDelay(20_000, [10_000])).toBe(pollDelay(20_000));
    expect(pollDelay(4000, [10_000, undefined])).toBe(pollDelay(4000));
  });
});
