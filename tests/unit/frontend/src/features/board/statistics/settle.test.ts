import { describe, expect, it } from '@jest/globals';
import {
  intervalOf,
  normalBelow,
  studentT,
} from '../../../../../../../frontend/src/features/board/statistics/interval.ts';
import { POINTS } from '../../../../../../../frontend/src/features/board/statistics/scale.ts';
import {
  votesMissing,
  votesToTell,
} from '../../../../../../../frontend/src/features/board/statistics/settle.ts';

describe('votes that would tell two models apart', () => {
  it.each([
    [0.8, 20],
    [0.7, 47],
    [0.65, 85],
    [0.6, 194],
    [0.55, 783],
  ])('at a share of %s are %s', (share, votes) => {
    expect([votesToTell(share), votesToTell(1 - share)]).toEqual([votes, votes]);
  });

  it('are without end for two that look the same', () => {
    expect([votesToTell(0.5), votesMissing(0, 30)]).toEqual([Infinity, Infinity]);
  });

  it('are fewer the more is known, and at least one', () => {
    const lead = Math.log(0.6 / 0.4) * POINTS;
    // As exact as 100 votes between the two at 60 %.
    const deviation = POINTS / Math.sqrt(100 * 0.6 * 0.4);
    expect(votesMissing(lead, deviation)).toBe(194 - 100);
    expect(votesMissing(-lead, deviation)).toBe(194 - 100);
    expect(votesMissing(lead, deviation / 10)).toBe(1);
  });
});

describe('intervals', () => {
  it.each([
    [9, 2.2622],
    [19, 2.093],
    [49, 2.0096],
    [1000, 1.9623],
  ])("use Student's t: %s degrees of freedom", (freedom, value) => {
    expect(Math.abs(studentT(freedom) - value)).toBeLessThan(0.001);
  });

  it.each([
    [-1.959964, 0.025],
    [0, 0.5],
    [1, 0.8413447],
    [-3, 0.0013499],
  ])('use the normal distribution: below %s', (value, share) => {
    expect(Math.abs(normalBelow(value) - share)).toBeLessThan(1e-6);
  });

  it('are the middle 95 % for many prompts and wider for few', () => {
    const values = Array.from({ length: 1001 }, (_, at) => at);
    const many = intervalOf(values, 1_000_000);
    expect(many.low).toBeCloseTo(25, 1);
    expect(many.high).toBeCloseTo(975, 1);
    expect(intervalOf(values, 10).low).toBeCloseTo(8.6, 0);
  });
});
