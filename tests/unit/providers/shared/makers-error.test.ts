import { describe, expect, it } from '@jest/globals';
import { makersError } from '../../../../src/providers/shared/makers-error.ts';
import { messageOf } from '../../../../src/providers/shared/message.ts';

const passed = (raw: unknown) => ({
  error: { message: 'Provider returned error', code: 400, metadata: { raw, provider_name: 'Recraft' } },
});

describe('what a maker said, passed on by a reseller', () => {
  it('is read where it is JSON', () => {
    const told = { error: { code: 'prompt_is_improper', message: 'blocked by our content filter' } };
    expect(makersError(passed(JSON.stringify(told)))).toEqual(told);
    expect(messageOf(passed(JSON.stringify(told)))).toBe('blocked by our content filter');
  });

  it('is the text itself where it is not, or is JSON without a word', () => {
    expect(messageOf(passed('temporarily rate-limited upstream'))).toBe('temporarily rate-limited upstream');
    expect(messageOf(passed('7'))).toBe('7');
    expect(messageOf(passed('["busy"]'))).toBe('["busy"]');
  });

  it('is nothing where nothing is passed on', () => {
    for (const raw of [undefined, null, '', ' ', 7, {}]) {
      expect(makersError(passed(raw))).toBeUndefined();
      expect(messageOf(passed(raw))).toBe('Provider returned error');
    }
    for (const body of [undefined, null, 'text', [], {}, { error: 'text' }])
      expect(makersError(body)).toBeUndefined();
  });
});
