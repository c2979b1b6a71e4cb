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

  it('lists models in slot order, and starts them in the order in which they are named', () => {
    const slots = [slot(1), slot(2), slot(3)];
    const plan = planRun(slots, ['3-model-3', '1-model-1', '2-model-2']);
    expect(plan.models.map(({ id }) => id)).toEqual(['1-model-1', '2-model-2', '3-model-3']);
    expect(plan.startOrder.map(({ id }) => id)).toEqual(['3-model-3', '1-model-1', '2-model-2']);
    expect(planRun(slots, undefined).startOrder.map(({ id }) => id)).toEqual(plan.models.map(({ id }) => id));
  });

  it('has no model that is not there, and says which and what there is', () => {
    expect(() => planRun([slot(1), slot(2)], ['x', '1-model-1', 'y'])).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_MODEL',
        message: 'There is no model "x", "y". Choose from: 1-model-1, 2-model-2.',
        details: [
          { field: 'models', message: 'There is no model "x".' },
          { field: 'models', message: 'There is no model "y".' },
        ],
      }),
    );
  });

  it('has several pictures of each model, each with its price, every first one started first', () => {
    const slots = [slot(1), slot(2)];
    const plan = planRun(slots, ['2-model-2', '1-model-1'], [0, 1]);
    expect(plan.startOrder.map(({ id }) => id)).toEqual([
      '2-model-2',
      '1-model-1',
      '2-model-2_1',
      '1-model-1_1',
    ]);
    expect(plan.estimatedCostUsd).toEqual({ low: 0.12, high: 0.16 });
    expect(plan.reservedUsd).toBe(0.16);
  });

  it('has at most forty pictures', () => {
    const slots = Array.from({ length: 14 }, (_, index) => slot(index + 1));
    expect(planRun(slots.slice(0, 10), undefined, [0, 1, 2, 3]).startOrder).toHaveLength(40);
    expect(() => planRun(slots, undefined, [0, 1, 2])).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMETER',
        details: [{ field: 'count', message: expect.stringContaining('at most 40 pictures, not 42') }],
      }),
    );
  });

  it('takes all slots where none are named', () => {
    expect(planRun([slot(1), slot(2)], undefined).models.map(({ id }) => id)).toEqual([
      '1-model-1',
      '2-model-2',
    ]);
  });
});
