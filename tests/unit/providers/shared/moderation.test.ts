import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { moderationError } from '../../../../src/providers/shared/moderation.ts';

const told = (body: Record<string, unknown> | undefined) =>
  moderationError(body, safeText`Acme`, ['acme-0123456789']);

describe('a refusal by its status', () => {
  it.each([
    ['Request Moderated', 'PROMPT_REFUSED'],
    ['Content Moderated', 'IMAGE_REFUSED'],
  ])('"%s" is %s, and whether it is billed is not documented', (status, code) => {
    expect(told({ status })).toMatchObject({ code, billed: 'unknown', notStarted: undefined });
    expect(told({ status })?.message).not.toContain('It says');
  });

  it.each([
    [0, 'no'],
    [0.001, 'yes'],
  ])('is billed if it cost something: %d, %s', (costUsd, billed) => {
    const error = moderationError({ status: 'Content Moderated' }, safeText`Acme`, [], costUsd);
    expect(error).toMatchObject({ code: 'IMAGE_REFUSED', billed, costUsd });
  });

  it('tells the reasons of the vendor, in lists or alone, without the key', () => {
    const details = {
      'Moderation Reasons': ['Derivative Works Filter', 'Violence'],
      note: 'for acme-0123456789',
      score: 7,
    };
    expect(told({ status: 'Request Moderated', details })?.message).toContain(
      '“Derivative Works Filter, Violence, for [key]”',
    );
  });

  it.each([undefined, {}, { status: 'Ready' }, { details: {} }])('is not in %j', (body) => {
    expect(told(body)).toBeUndefined();
  });
});
