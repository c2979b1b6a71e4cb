import { describe, expect, it } from '@jest/globals';
import { planRun } from '../../../../src/usecases/start-run/plan-run.ts';
import { slot } from '../../../helpers/job-world.ts';

describe('the plan of a run', () => {
  it('adds up prices without drift, and holds a guess where no price is known', () => {
    const slots = [
      slot(1, { priceUsd: { low: 0.1, high: 0.2 } }),
      slot(2, { priceUsd: { low: 0.2, high: 0.4 } }),
      slot(3, { priceUsd: null }),
    ];
    const plan = planRun(slots, undefined);
    expect(plan.estimatedCostUsd).toEqual({ low: 0.3, high: 0.7 });
    expect(plan.reservedUsd).toBe(0.7);
    expect(plan.models.map(({ reservedUsd }) => reservedUsd)).toEqual([0.2, 0.4, 0.1]);
  });

  it('takes all slots where none are named', () => {
    expect(planRun([slot(1), slot(2)], undefined).models.map(({ id }) => id)).toEqual([
      '1-model-1',
      '2-model-2',
    ]);
  });
});
