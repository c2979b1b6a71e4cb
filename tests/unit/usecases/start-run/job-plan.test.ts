import { describe, expect, it } from '@jest/globals';
import { planJob } from '../../../../src/usecases/start-run/job-plan.ts';
import { slot } from '../../../helpers/job-world.ts';

describe('the plan of a job', () => {
  it('holds only the parameters that were given, zero included, and never the claimed address', () => {
    const plan = planJob([slot(1)], { prompt: 'p', seed: 0, control: 0, ip: '1.2.3.4' });
    expect(plan.parameters).toEqual({ seed: 0, control: 0 });
  });

  it('adds up prices without drift, and holds a guess where no price is known', () => {
    const slots = [
      slot(1, { priceUsd: { low: 0.1, high: 0.2 } }),
      slot(2, { priceUsd: { low: 0.2, high: 0.4 } }),
      slot(3, { priceUsd: null }),
    ];
    const plan = planJob(slots, { prompt: 'p' });
    expect(plan.estimatedCostUsd).toEqual({ low: 0.3, high: 0.7 });
    expect(plan.reservedUsd).toBe(0.7);
    expect(plan.models.map(({ reservedUsd }) => reservedUsd)).toEqual([0.2, 0.4, 0.1]);
  });

  it('takes all slots where none are named', () => {
    expect(planJob([slot(1), slot(2)], { prompt: 'p' }).models.map(({ id }) => id)).toEqual([
      '1-model-1',
      '2-model-2',
    ]);
  });
});
