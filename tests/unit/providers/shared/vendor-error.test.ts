import { describe, expect, it } from '@jest/globals';
import { RESULT_ERROR_CODES } from '../../../../src/contract/index.ts';
import { ProviderError } from '../../../../src/errors.ts';
import { HttpFailure } from '../../../../src/lib/http-client.ts';
import { messageOf, providerError, transportError } from '../../../../src/providers/shared/vendor-error.ts';

describe('providerError', () => {
  it.each([...RESULT_ERROR_CODES])('has a sentence for %s, with the vendor in it', (code) => {
    const error = providerError({ vendor: 'Recraft', code });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/Recraft.*[.]$/);
  });

  it('reads well for a server without a name', () => {
    for (const code of RESULT_ERROR_CODES)
      expect(providerError({ vendor: 'The image server', code }).message).not.toMatch(/The The|[a-z] The /);
  });

  it('lets the vendor speak only after its words are cleaned', () => {
    const detail = 'Key rc-secret-key-123456 of https://recraft.ai is bad';
    const { message } = providerError({
      vendor: 'Recraft',
      code: 'BAD_KEY',
      detail,
      secrets: ['rc-secret-key-123456'],
    });
    expect(message).toContain('It says: “Key [key] of [address] is bad”');
  });

  it('calls nothing free that may have been charged', () => {
    const unsure = ['PROVIDER_DOWN', 'TIMEOUT', 'OUTCOME_UNKNOWN', 'IMAGE_REFUSED', 'INVALID_IMAGE'] as const;
    for (const code of unsure) expect(providerError({ vendor: 'X', code }).billed).toBe('unknown');
  });
});

describe('transportError', () => {
  it('passes failures on that are already told', () => {
    const told = providerError({ vendor: 'X', code: 'BAD_KEY' });
    expect(transportError(told, 'X')).toBe(told);
  });

  it.each([
    ['not-sent', 'PROVIDER_DOWN', 'no'],
    ['bad-header', 'BAD_KEY', 'no'],
    ['timeout', 'TIMEOUT', 'unknown'],
    ['lost', 'OUTCOME_UNKNOWN', 'unknown'],
    ['too-large', 'INVALID_IMAGE', 'unknown'],
  ] as const)('maps %s to %s', (kind, code, billed) => {
    expect(transportError(new HttpFailure(kind), 'X')).toMatchObject({ code, billed });
  });

  it('allows a second request only where the first certainly did not arrive', () => {
    for (const kind of ['bad-header', 'timeout', 'lost', 'too-large'] as const) {
      expect(transportError(new HttpFailure(kind), 'X').notStarted).toBeUndefined();
    }
    expect(transportError(new HttpFailure('not-sent', 'ENOTFOUND'), 'X').notStarted).toEqual({
      waitMs: undefined,
    });
  });

  it('tells nothing of an error that it does not know', () => {
    const error = transportError(new Error('secret'), 'X');
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ code: 'INTERNAL', billed: 'unknown', cause: undefined });
    expect(error.message).not.toContain('secret');
  });
});

describe('messageOf', () => {
  it.each<[unknown, string | undefined]>([
    [{ error: { message: 'a' } }, 'a'],
    [{ error: 'a' }, 'a'],
    [{ error: 'server_error', message: 'a' }, 'a'],
    [{ code: 'x', error: 'a' }, 'a'],
    [{ message: 'a' }, 'a'],
    [{ detail: 'a' }, 'a'],
    [{ detail: [{ msg: 'a' }, { msg: 'b' }] }, 'a b'],
    [{ errors: ['a', 'b'] }, 'a b'],
    [{ errors: [null, 3] }, undefined],
    [{}, undefined],
    [null, undefined],
    ['a', undefined],
  ])('reads %j', (body, expected) => {
    expect(messageOf(body)).toBe(expected);
  });
});
