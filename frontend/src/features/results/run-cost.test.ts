import { describe, expect, it } from '@jest/globals';
import type { RunCost } from '../../lib/cost-text.ts';
import { en } from '../../lib/i18n/en.ts';
import { costText } from './run-cost.ts';

const NOTHING: RunCost = { knownUsd: 0, unknown: 0, maybe: 0 };
const text = (cost: Partial<RunCost>, ended = true, high = 1) =>
  costText(en, 'en', { ended, cost: { ...NOTHING, ...cost }, expectedUsd: { low: 0, high } });

describe('The cost of a run', () => {
  it('says what is not known beside what is, and never as nothing', () => {
    expect(text({ knownUsd: 0.09 })).toBe('$0.09 spent');
    expect(text({ knownUsd: 0.05, unknown: 2 })).toBe('$0.05 spent + 2 of unknown cost');
    expect(text({ knownUsd: 0.05, maybe: 1 })).toBe('$0.05 spent + 1 may have been billed');
    expect(text({ unknown: 1, maybe: 1 })).toBe('1 of unknown cost + 1 may have been billed');
  });

  it('says that nothing was spent only if that is certain', () => {
    expect(text({})).toBe('nothing spent');
    expect(text({ maybe: 1 })).toBe('1 may have been billed');
  });

  it('says what is expected while models are drawing, and never "free" while a paid one is', () => {
    expect(text({}, false, 0.06)).toBe('expected $0.00–$0.06');
    expect(text({}, false, 0)).toBe('free');
  });
});
