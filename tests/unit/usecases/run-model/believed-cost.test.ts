import { describe, expect, it } from '@jest/globals';
import { IMPLAUSIBLE_COST } from '../../../../src/lib/warning.ts';
import { believedCost } from '../../../../src/usecases/run-model/believed-cost.ts';
import { slot } from '../../../helpers/job-world.ts';

const priced = slot(1, { priceUsd: { low: 0.03, high: 0.04 } });
const unpriced = slot(1, { priceUsd: null, settings: { ...slot(1).settings, priceUsd: undefined } });

describe('the cost that a vendor reports', () => {
  it.each([0, 0.01, 0.4])('is believed up to ten times the high price: %d', (reported) => {
    expect(believedCost(priced, reported)).toEqual({ costUsd: reported, warnings: [] });
  });

  it.each([0.400001, 9e9, 1e300])(
    'is kept aside beyond that, and the price of the catalog counts: %d',
    (reported) => {
      expect(believedCost(priced, reported)).toEqual({
        costUsd: 0.04,
        reportedCostUsd: reported,
        warnings: [IMPLAUSIBLE_COST],
      });
    },
  );

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is dropped if it is not an amount: %d', (reported) => {
    expect(believedCost(priced, reported)).toEqual({
      costUsd: 0.04,
      warnings: [IMPLAUSIBLE_COST],
    });
  });

  it('is believed up to a dollar for a model without a price', () => {
    expect(believedCost(unpriced, 1)).toEqual({ costUsd: 1, warnings: [] });
    expect(believedCost(unpriced, 1.01)).toMatchObject({ reportedCostUsd: 1.01 });
    expect(believedCost(unpriced, 1.01)).not.toHaveProperty('costUsd');
  });

  it('is the price of the catalog if the vendor says nothing', () => {
    expect(believedCost(priced, undefined)).toEqual({ costUsd: 0.04, warnings: [] });
    expect(believedCost(unpriced, undefined)).toEqual({ warnings: [] });
  });
});
