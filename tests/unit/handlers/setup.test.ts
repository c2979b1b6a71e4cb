import { describe, expect, it } from '@jest/globals';
import { limitsOf, slotsOf } from '../../../src/handlers/setup.ts';

const limits = {
  globalPerHour: 1,
  perAddressPerDay: 1,
  perPersonPerDay: 1,
  personMonthlyBudgetUsd: 0,
  dailyBudgetUsd: 0,
  monthlyBudgetUsd: 0,
};

describe('slotsOf', () => {
  it('resolves the models that the environment names', () => {
    const slots = slotsOf({ count: 1, names: ['Demo Aurora'], overrides: '' });
    expect(slots.map(({ id }) => id)).toEqual(['1-demo-aurora']);
  });

  it('reports every model that cannot be resolved', () => {
    expect(() => slotsOf({ count: 2, names: ['Dmo Aurora', 'Nobody 7'], overrides: '' })).toThrow(
      /2 fault\(s\)[\s\S]*Dmo Aurora[\s\S]*Nobody 7/,
    );
  });
});

describe('limitsOf', () => {
  it('reads the whitelist', () => {
    const { whitelist } = limitsOf({ ...limits, whitelist: ['10.0.0.0/8'] });
    expect([whitelist.includes('10.1.2.3'), whitelist.includes('11.1.2.3')]).toEqual([true, false]);
  });

  it('names an invalid address', () => {
    expect(() => limitsOf({ ...limits, whitelist: ['10.0.0.0/99'] })).toThrow('10.0.0.0/99');
  });
});
