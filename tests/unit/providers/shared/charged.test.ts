import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { charged } from '../../../../src/providers/shared/charged.ts';

const failure = new ProviderError('INVALID_IMAGE', safeText`No picture.`, {
  billed: 'unknown',
  retryable: true,
  notStarted: { waitMs: 1000 },
});

describe('a failure after the vendor had done its work', () => {
  it('is billed, at the cost that is known, and never repeated by itself', () => {
    expect(charged(failure, 0.04)).toMatchObject({
      code: 'INVALID_IMAGE',
      message: 'No picture.',
      billed: 'yes',
      retryable: true,
      costUsd: 0.04,
      notStarted: undefined,
    });
    expect(charged(failure, undefined)).toMatchObject({ billed: 'yes', costUsd: undefined });
  });

  it('still says what a vendor refused, so that an edit tells what of it', () => {
    const refusal = { vendor: safeText`Vendor`, words: safeText`no`, namesPrompt: false };
    const refused = new ProviderError('PROMPT_REFUSED', safeText`No.`, {
      billed: 'no',
      retryable: false,
      refusal,
    });
    expect(charged(refused, 0.04)).toMatchObject({ billed: 'yes', refusal });
  });

  it('stays what it is if it did not come from a provider', () => {
    const bug = new TypeError('x is undefined');
    expect(charged(bug, 0.04)).toBe(bug);
  });
});
