import { describe, expect, it } from '@jest/globals';
import { en } from '../../lib/i18n/en.ts';
import { completed, failed, running } from '../../testing/fake-api.ts';
import { costOf, costText } from './run-cost.ts';

const { costUsd: _cost, ...priceless } = completed('2-two');
const text = (results: Parameters<typeof costOf>[0], ended = true, high = 1) =>
  costText(en, 'en', { ended, cost: costOf(results), expectedUsd: { low: 0, high } });

describe('The cost of a run', () => {
  it('adds up what is known, pictures and billed failures alike', () => {
    const billed = { ...failed('3-three', 'IMAGE_REFUSED', { billed: 'yes' }), costUsd: 0.04 };
    expect(text([completed('1-one'), billed])).toBe('$0.09 spent');
  });

  it('counts what is not known beside it, and never as nothing', () => {
    const billed = failed('3-three', 'IMAGE_REFUSED', { billed: 'yes' });
    const maybe = failed('4-four', 'TIMEOUT', { billed: 'unknown' });
    expect(text([completed('1-one'), priceless, billed])).toBe('$0.05 spent + 2 of unknown cost');
    expect(text([completed('1-one'), maybe])).toBe('$0.05 spent + 1 may have been billed');
    expect(text([priceless, maybe])).toBe('1 of unknown cost + 1 may have been billed');
  });

  it('says that nothing was spent only if that is certain', () => {
    expect(text([failed('1-one', 'PROVIDER_DOWN'), completed('2-two', { costUsd: 0 })])).toBe(
      'nothing spent',
    );
    expect(text([failed('1-one', 'TIMEOUT', { billed: 'unknown' })])).toBe('1 may have been billed');
  });

  it('says what is expected while models are drawing, and never "free" while a paid one is', () => {
    expect(text([running('1-one')], false, 0.06)).toBe('expected $0.00–$0.06');
    expect(text([running('1-one')], false, 0)).toBe('free');
  });
});
