import { describe, expect, it } from '@jest/globals';
import { RESULT_ERROR_CODES } from '../../../../src/contract/index.ts';
import { ProviderError } from '../../../../src/errors.ts';
import type { HttpReply } from '../../../../src/lib/http-client.ts';
import { HttpFailure } from '../../../../src/lib/http-client.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import {
  providerError,
  type StatusFacts,
  statusError,
  transportError,
} from '../../../../src/providers/shared/vendor-error.ts';

describe('providerError', () => {
  it.each([...RESULT_ERROR_CODES])('has a sentence for %s, with the vendor in it', (code) => {
    const error = providerError({ vendor: safeText`Recraft`, code });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/Recraft.*[.]$/);
  });

  it('reads well for a server without a name', () => {
    for (const code of RESULT_ERROR_CODES)
      expect(providerError({ vendor: safeText`The image server`, code }).message).not.toMatch(
        /The The|[a-z] The /,
      );
  });

  it('lets the vendor speak only after its words are cleaned', () => {
    const detail = 'Key rc-secret-key-123456 of https://recraft.ai is bad';
    const { message } = providerError({
      vendor: safeText`Recraft`,
      code: 'BAD_KEY',
      detail,
      secrets: ['rc-secret-key-123456'],
    });
    expect(message).toContain('It says: “Key [key] of [address] is bad”');
  });

  it.each([
    ['PROMPT_REFUSED', 'no', false],
    ['REFERENCE_REFUSED', 'no', false],
    ['INPUT_REFUSED', 'no', false],
    ['IMAGE_REFUSED', 'unknown', true],
    ['BAD_KEY', 'no', false],
    ['OUT_OF_CREDIT', 'no', false],
    ['RATE_LIMITED', 'no', true],
    ['PROVIDER_DOWN', 'unknown', true],
    ['TIMEOUT', 'unknown', true],
    ['BAD_PARAMETER', 'no', false],
    ['MODEL_RETIRED', 'no', false],
    ['INVALID_IMAGE', 'unknown', true],
    ['CANCELLED', 'unknown', true],
    ['NOT_STARTED', 'no', true],
    ['OUTCOME_UNKNOWN', 'unknown', true],
    ['INTERNAL', 'unknown', true],
  ] as const)('of %s is billed "%s" and worth another click: %s', (code, billed, retryable) => {
    expect(providerError({ vendor: safeText`X`, code })).toMatchObject({
      code,
      billed,
      retryable,
      notStarted: undefined,
      costUsd: undefined,
    });
  });

  it('prefers what is known of this failure to what its code usually means', () => {
    const known = { billed: 'yes', retryable: false, notStarted: { waitMs: 5 }, costUsd: 0 } as const;
    const error = providerError({
      vendor: safeText`X`,
      code: 'PROVIDER_DOWN',
      ...known,
      sentence: (name) => safeText`${name}!`,
    });
    expect(error).toMatchObject({ ...known, message: 'X!' });
  });
});

describe('transportError', () => {
  it('passes failures on that are already told', () => {
    const told = providerError({ vendor: safeText`X`, code: 'BAD_KEY' });
    expect(transportError(told, safeText`X`)).toBe(told);
  });

  it.each([
    ['not-sent', 'PROVIDER_DOWN', 'no'],
    ['bad-header', 'BAD_KEY', 'no'],
    ['timeout', 'TIMEOUT', 'unknown'],
    ['lost', 'OUTCOME_UNKNOWN', 'unknown'],
    ['too-large', 'INVALID_IMAGE', 'unknown'],
  ] as const)('maps %s to %s', (kind, code, billed) => {
    expect(transportError(new HttpFailure(kind), safeText`X`)).toMatchObject({ code, billed });
  });

  it('names what broke where nothing was sent, and how large a reply may be', () => {
    expect(transportError(new HttpFailure('not-sent', 'ENOTFOUND'), safeText`X`)).toMatchObject({
      message: 'X could not be reached (ENOTFOUND). Try again later.',
      retryable: true,
    });
    expect(transportError(new HttpFailure('not-sent'), safeText`X`).message).toBe(
      'X could not be reached. Try again later.',
    );
    expect(transportError(new HttpFailure('too-large'), safeText`X`).message).toMatch(/larger than \d+ MB/);
  });

  it('allows a second request only where the first certainly did not arrive', () => {
    for (const kind of ['bad-header', 'timeout', 'lost', 'too-large'] as const) {
      expect(transportError(new HttpFailure(kind), safeText`X`).notStarted).toBeUndefined();
    }
    expect(transportError(new HttpFailure('not-sent', 'ENOTFOUND'), safeText`X`).notStarted).toEqual({
      waitMs: undefined,
    });
  });

  it('tells nothing of an error that it does not know', () => {
    const error = transportError(new Error('secret'), safeText`X`);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ code: 'INTERNAL', billed: 'unknown', cause: undefined });
    expect(error.message).not.toContain('secret');
  });
});

describe('statusError', () => {
  const reply = (status: number, headers: Record<string, string> = {}, json: unknown = {}): HttpReply => ({
    status,
    headers: new Headers(headers),
    bytes: new Uint8Array(),
    text: '',
    json,
  });
  const told = (answered: HttpReply, facts: Partial<StatusFacts> = {}) =>
    statusError({ vendor: safeText`Acme`, reply: answered, now: 0, ...facts });

  it.each([
    [400, 'BAD_PARAMETER', 'no'],
    [401, 'BAD_KEY', 'no'],
    [402, 'OUT_OF_CREDIT', 'no'],
    [403, 'BAD_KEY', 'no'],
    [404, 'MODEL_RETIRED', 'no'],
    [408, 'TIMEOUT', 'unknown'],
    [410, 'MODEL_RETIRED', 'no'],
    [422, 'BAD_PARAMETER', 'no'],
    [429, 'RATE_LIMITED', 'no'],
    [499, 'BAD_PARAMETER', 'no'],
    [500, 'PROVIDER_DOWN', 'unknown'],
    [503, 'PROVIDER_DOWN', 'unknown'],
    [204, 'PROVIDER_DOWN', 'unknown'],
  ])('takes %p for %s, billed %s', (status, code, billed) => {
    expect(told(reply(status))).toMatchObject({ code, billed });
  });

  it.each([301, 307, 399])('never follows a redirect, and says what to set: %p', (status) => {
    const error = told(reply(status));
    expect(error).toMatchObject({ billed: 'no', retryable: false, notStarted: undefined });
    expect(error.message).toContain('Set baseUrl to the final address.');
  });

  it('allows a second request after a rate limit, after the wait that is asked for or usual', () => {
    expect(told(reply(429, { 'retry-after': '7' })).notStarted).toEqual({ waitMs: 7000 });
    expect(told(reply(429), { usualWaitMs: 5000 }).notStarted).toEqual({ waitMs: 5000 });
    expect(told(reply(429)).notStarted).toEqual({ waitMs: undefined });
  });

  it('allows a second request after a 503 only for a vendor that documents it', () => {
    expect(told(reply(503)).notStarted).toBeUndefined();
    expect(told(reply(503), { documents503: true })).toMatchObject({ billed: 'no', notStarted: {} });
    expect(told(reply(500), { documents503: true }).notStarted).toBeUndefined();
  });

  it('takes a 404 of an address that the owner set for a wrong address, not for a retired model', () => {
    const error = told(reply(404), { isOwnAddress: true });
    expect(error).toMatchObject({ code: 'BAD_PARAMETER', billed: 'no' });
    expect(error.message).toContain('baseUrl');
    expect(told(reply(410), { isOwnAddress: true }).code).toBe('MODEL_RETIRED');
    expect(told(reply(404), { isOwnAddress: false }).code).toBe('MODEL_RETIRED');
  });

  it('says of a request that is too large that it is, and of no setting', () => {
    expect(told(reply(413))).toMatchObject({
      code: 'BAD_PARAMETER',
      billed: 'no',
      message: expect.stringContaining('requests of this size'),
    });
  });

  it('calls a refusal by something in between free, and says who refused', () => {
    const page = {
      ...reply(403, { 'content-type': 'text/html' }),
      json: undefined,
      text: '<html>Blocked</html>',
    };
    const error = told(page);
    expect(error).toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'no',
      retryable: false,
      notStarted: undefined,
      message: expect.stringContaining('Something between this site and Acme'),
    });
    // The page itself is not a sentence for a person.
    expect(error.message).not.toContain('It says');
  });

  it('does not allow a second request after a limit that is told inside a success', () => {
    const limited = { error: { code: 'rate_limit_exceeded', message: 'Slow down.' } };
    expect(told(reply(200, {}, limited))).toMatchObject({ code: 'RATE_LIMITED', notStarted: undefined });
    expect(told(reply(400, {}, limited)).notStarted).toEqual({ waitMs: undefined });
  });

  it('repeats an error that is plain text, but not one that is JSON without words', () => {
    const plain = { ...reply(500), json: undefined, text: 'upstream is gone' };
    expect(told(plain).message).toContain('“upstream is gone”');
    expect(told({ ...reply(500), text: '{"x":1}', json: { x: 1 } }).message).not.toContain('It says');
  });

  it('prefers what the body says to the status, and repeats its words without the key', () => {
    const refused = told(reply(400, {}, { error: { message: 'No, key acme-0123456789.' } }), {
      evidence: { code: 'PROMPT_REFUSED' },
      secrets: ['acme-0123456789'],
    });
    expect(refused.code).toBe('PROMPT_REFUSED');
    expect(refused.message).toContain('It says: “No, key [key].”');
    expect(told(reply(400, {}, { message: 'b' }), { detail: 'a' }).message).toContain('“a”');
    expect(told(reply(400)).message).not.toContain('It says');
  });
});
