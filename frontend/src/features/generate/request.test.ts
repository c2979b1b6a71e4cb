import { describe, expect, it } from '@jest/globals';
import { model, modelsResponse } from '../../testing/fake-api.ts';
import { cheapestThree, chosenModels, isOffered, priceOf, thatFit, tightestBudget } from './choice.ts';
import { parseDraft } from './draft.ts';
import { problemsOf, promptLength, readNumber, requestFrom } from './request.ts';

const supports = model('1-one').supports;
const seeded = model('1-one');
const stepped = model('2-two', { supports: { ...supports, seed: false, steps: true } });
const draft = (change: object = {}) => parseDraft({ prompt: ' a red fox ', ...change });

describe('requestFrom', () => {
  it('sends what some chosen model takes, and nothing that none takes', () => {
    const request = requestFrom(draft({ seed: '0', steps: '20', guidance: '7' }), [seeded, stepped]);
    expect(request).toEqual({
      prompt: 'a red fox',
      models: ['1-one', '2-two'],
      aspectRatio: '1:1',
      seed: 0,
      steps: 20,
    });
  });

  it('sends how many pictures of each model, if it is more than one', () => {
    expect(requestFrom(draft({ count: 3 }), [seeded])).toMatchObject({ count: 3 });
    expect(requestFrom(draft({ count: 1 }), [seeded])).not.toHaveProperty('count');
    expect(requestFrom(draft({ count: 9 }), [seeded])).not.toHaveProperty('count');
  });

  it('sends on common ground only what all of them take', () => {
    const request = requestFrom(draft({ seed: '5', steps: '20', sharedOnly: true }), [seeded, stepped]);
    expect(request).not.toHaveProperty('seed');
    expect(request).not.toHaveProperty('steps');
    expect(isOffered([seeded, seeded], 'seed', true)).toBe(true);
  });
});

describe('problemsOf', () => {
  it('counts characters as the API does', () => {
    expect(promptLength(' 👍🏽é ')).toBe(3);
    expect(problemsOf(draft({ prompt: 'x'.repeat(11) }), [seeded], 10)).toEqual(['tooLong']);
  });

  it('names everything that is missing or wrong', () => {
    expect(problemsOf(draft({ prompt: ' ' }), [], 10)).toEqual(['prompt', 'models']);
    expect(problemsOf(draft({ seed: '-1' }), [seeded], 100)).toEqual(['seed']);
    const many = Array.from({ length: 11 }, (_, place) => model(`${place + 1}-x`));
    expect(problemsOf(draft({ count: 4 }), many.slice(1), 100)).toEqual([]);
    expect(problemsOf(draft({ count: 4 }), many, 100)).toEqual(['count']);
  });

  it('reads numbers as people type them', () => {
    expect(readNumber('guidance', '7,5')).toBe(7.5);
    expect(readNumber('guidance', '')).toBeUndefined();
    expect(readNumber('steps', '2.5')).toBeNull();
    expect(readNumber('seed', '2147483648')).toBeNull();
  });
});

describe('The choice of models', () => {
  it('adds up prices, of every picture, an unknown one as the budgets do', () => {
    const price = priceOf([seeded, stepped, model('3-three', { priceUsd: null })]);
    expect(price.low).toBeCloseTo(0.08);
    expect(price.high).toBeCloseTo(0.22);
    expect(priceOf([seeded], 3)).toEqual({ low: 0.12, high: 0.18 });
  });

  it('knows the tighter budget, and which models it covers, the cheapest first', () => {
    const limits = modelsResponse().limits;
    const budgets = {
      dailyBudgetUsd: 5,
      dailyBudgetLeftUsd: 3,
      monthlyBudgetUsd: 40,
      monthlyBudgetLeftUsd: 0.5,
    };
    expect(tightestBudget(limits)).toBeUndefined();
    expect(tightestBudget({ ...limits, ...budgets })).toEqual({
      leftUsd: 0.5,
      totalUsd: 40,
      period: 'month',
    });
    const priced = (id: string, high: number) => model(id, { priceUsd: { low: 0, high } });
    const models = [
      priced('1-a', 0.3),
      priced('2-b', 0.1),
      model('3-c', { priceUsd: null }),
      priced('4-d', 0.2),
    ];
    const ids = (count: number, left: number) => thatFit(models, count, left).map(({ id }) => id);
    expect(ids(1, 0.4)).toEqual(['2-b', '3-c', '4-d']);
    expect(ids(1, 0.39)).toEqual(['2-b', '3-c']);
    expect(ids(2, 0.4)).toEqual(['2-b', '3-c']);
    expect(ids(1, 0.05)).toEqual([]);
    expect(ids(1, 5)).toEqual(['1-a', '2-b', '3-c', '4-d']);
  });

  it('knows the cheapest three and leaves out what is switched off', () => {
    const priced = (id: string, high: number) => model(id, { priceUsd: { low: 0, high } });
    const gone = model('5-e', { status: 'retired', priceUsd: { low: 0, high: 0 } });
    const ids = cheapestThree([priced('1-a', 3), priced('2-b', 1), priced('3-c', 2), priced('4-d', 9), gone]);
    expect(ids).toEqual(['2-b', '3-c', '1-a']);
  });

  it('falls back to all when none of the remembered ones is left', () => {
    expect(chosenModels([seeded, stepped], ['9-gone'])).toHaveLength(2);
    expect(chosenModels([seeded, stepped], [])).toHaveLength(0);
  });

  it('reads any stored draft', () => {
    for (const stored of [undefined, null, 7, [], { models: 'x', seedRolls: 'yes', aspectRatio: '5:1' }]) {
      expect(parseDraft(stored)).toMatchObject({ prompt: '', aspectRatio: '1:1', seedRolls: false });
    }
  });
});
