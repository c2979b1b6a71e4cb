import { describe, expect, it } from '@jest/globals';
import { completed, failed, job, pending } from '../../testing/fake-api.ts';
import { figuresOf } from './figures.ts';

const figures = (results: Parameters<typeof job>[0]) => figuresOf([job(results)]).get('1-one');

describe('What the runs of a list tell of a model', () => {
  it('keeps refusals, failures and what nobody asked it for apart', () => {
    const results = [
      completed('1-one'),
      ...(['PROMPT_REFUSED', 'IMAGE_REFUSED', 'REFERENCE_REFUSED', 'INPUT_REFUSED'] as const).map((code) =>
        failed('1-one', code),
      ),
      ...(['TIMEOUT', 'BAD_KEY'] as const).map((code) => failed('1-one', code)),
      ...(['CANCELLED', 'NOT_STARTED'] as const).map((code) => failed('1-one', code)),
      pending('1-one'),
    ];
    expect(figures(results)).toMatchObject({ asked: 7, pictures: 1, refused: 4, failed: 2 });
  });

  it('counts what failures cost into the price of its pictures', () => {
    const billed = { ...failed('1-one', 'INVALID_IMAGE', { billed: 'yes' }), costUsd: 0.04 };
    const results = [completed('1-one', { costUsd: 0.04 }), completed('1-one', { costUsd: 0.06 }), billed];
    expect(figures(results)?.usdPerPicture).toBeCloseTo(0.07, 10);
  });

  it('has no price where that of a picture is unknown, or where there is none', () => {
    const { costUsd: _none, ...unknown } = completed('1-one');
    expect(figures([completed('1-one'), unknown])).not.toHaveProperty('usdPerPicture');
    expect(figures([failed('1-one', 'TIMEOUT')])).not.toHaveProperty('usdPerPicture');
    expect(figures([completed('1-one', { costUsd: 0 })])?.usdPerPicture).toBe(0);
  });

  it('has the median of first attempts, and what nine of ten take from ten on', () => {
    const timed = (...times: number[]) => times.map((durationMs) => completed('1-one', { durationMs }));
    expect(figures([...timed(3000, 1000), completed('1-one', { durationMs: 9, attempt: 2 })])?.times).toEqual(
      {
        count: 2,
        median: 2000,
      },
    );
    expect(figures(timed(...Array.from({ length: 11 }, (_, place) => place * 100)))?.times).toEqual({
      count: 11,
      median: 500,
      p90: 900,
    });
    expect(figures([failed('1-one', 'TIMEOUT')])?.times).toEqual({ count: 0 });
  });

  it('leaves out what came after its attempt was closed', () => {
    expect(figures([completed('1-one'), completed('1-one', { late: true })])).toMatchObject({
      asked: 1,
      pictures: 1,
    });
  });

  it('is apart for each model', () => {
    const all = figuresOf([job([completed('1-one'), completed('2-two')]), job([completed('2-two')])]);
    expect([...all].map(([model, { pictures }]) => [model, pictures])).toEqual([
      ['1-one', 1],
      ['2-two', 2],
    ]);
  });
});
