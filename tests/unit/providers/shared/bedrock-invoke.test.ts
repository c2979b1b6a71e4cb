import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { bedrockError, bedrockPort, invokeBedrock } from '../../../../src/providers/shared/bedrock-invoke.ts';
import { BedrockFailure, type ModelSettings } from '../../../../src/providers/types.ts';
import { providerWorld } from '../../../helpers/provider-world.ts';

const settings: ModelSettings = {
  model: 'stability.sd3-5-large-v1:0',
  key: undefined,
  baseUrl: undefined,
  region: 'us-west-2',
  sizes: {},
  fixed: {},
  priceUsd: undefined,
};
const open = () => new AbortController().signal;
const told = (error: unknown, signal = open()) => bedrockError(error, settings.model, signal);
const failure = (exception: string, status?: number, message = 'It says so.') =>
  new BedrockFailure(exception, status, message);

describe('bedrockError', () => {
  it.each([
    ['ValidationException', 400, 'BAD_PARAMETER', 'no', false],
    ['ServiceQuotaExceededException', 400, 'RATE_LIMITED', 'no', false],
    ['ResourceNotFoundException', 404, 'MODEL_RETIRED', 'no', false],
    ['ModelTimeoutException', 408, 'TIMEOUT', 'unknown', false],
    ['ModelErrorException', 424, 'PROVIDER_DOWN', 'unknown', false],
    ['ThrottlingException', 429, 'RATE_LIMITED', 'no', true],
    ['TooManyRequestsException', 429, 'RATE_LIMITED', 'no', true],
    ['ModelNotReadyException', 429, 'RATE_LIMITED', 'no', true],
    ['InternalServerException', 500, 'PROVIDER_DOWN', 'unknown', false],
    ['ServiceUnavailableException', 503, 'PROVIDER_DOWN', 'no', true],
    // The name counts, whatever the status.
    ['ValidationException', 500, 'BAD_PARAMETER', 'no', false],
    ['ThrottlingException', 400, 'RATE_LIMITED', 'no', true],
    ['TooManyRequestsException', 400, 'RATE_LIMITED', 'no', true],
    ['ModelNotReadyException', 400, 'RATE_LIMITED', 'no', true],
    ['InternalServerException', 400, 'PROVIDER_DOWN', 'unknown', false],
    ['ModelErrorException', 400, 'PROVIDER_DOWN', 'unknown', false],
    ['UnreadableAnswer', 200, 'INVALID_IMAGE', 'unknown', false],
    ['ReplyTooLarge', 200, 'INVALID_IMAGE', 'unknown', false],
    ['SomethingNew', 429, 'RATE_LIMITED', 'no', true],
    ['SomethingNew', 400, 'BAD_PARAMETER', 'no', false],
    ['SomethingNew', 499, 'BAD_PARAMETER', 'no', false],
    ['SomethingNew', 500, 'PROVIDER_DOWN', 'unknown', false],
    ['SomethingNew', 399, 'PROVIDER_DOWN', 'unknown', false],
  ])(
    'takes %s with status %p for %s, billed %s, asked again: %p',
    (exception, status, code, billed, again) => {
      const error = told(failure(exception, status));
      expect(error).toMatchObject({ code, billed });
      expect(error.notStarted !== undefined).toBe(again);
      expect(error.message).toContain('It says so.');
    },
  );

  it.each([
    'AccessDeniedException',
    'UnrecognizedClientException',
    'ExpiredTokenException',
    'CredentialsProviderError',
  ])('takes %s for missing access to the model', (exception) => {
    const error = told(failure(exception, 403));
    expect(error).toMatchObject({ code: 'BAD_KEY', billed: 'no', retryable: false });
    expect(error.message).toContain(settings.model);
    expect(error.message).toContain('“It says so.”');
  });

  it('takes no exception for missing access that only contains the name of one', () => {
    expect(told(failure('NotAccessDeniedException', 500))).toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'unknown',
    });
  });

  it('takes words at the beginning of a message for missing access, not those inside of one', () => {
    expect(told(failure('ValidationException', 400, 'Operation not allowed')).code).toBe('BAD_KEY');
    const other = told(failure('ValidationException', 400, 'This is an operation not allowed with a mask.'));
    expect(other.code).toBe('BAD_PARAMETER');
  });

  it('tells an account without a means of payment, in whatever exception, from missing access', () => {
    const message = 'Model access is denied due to INVALID_PAYMENT_INSTRUMENT';
    const error = told(failure('AccessDeniedException', 403, message));
    expect(error).toMatchObject({ code: 'OUT_OF_CREDIT', billed: 'no', retryable: false });
    expect(error.message).toMatch(/^The AWS account has no valid means of payment/);
    expect(error.message).toContain('INVALID_PAYMENT_INSTRUMENT”');
  });

  it('tells the owner to name an inference profile where the model has no other way', () => {
    const message = 'Invocation with on-demand throughput isn’t supported. Retry with an inference profile.';
    const error = told(failure('ValidationException', 400, message));
    expect(error).toMatchObject({ code: 'BAD_PARAMETER', billed: 'no' });
    expect(error.message).toMatch(/name the profile as "model" in ModelOverrides/);
  });

  it.each([
    ['ECONNREFUSED', 'x'],
    ['ENOTFOUND', 'x'],
    ['CERT_HAS_EXPIRED', 'x'],
    ['TimeoutError', 'Socket timed out while trying to establish a connection'],
  ])('asks again after %s, which comes before the request has left', (exception, message) => {
    expect(told(failure(exception, undefined, message))).toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'no',
      retryable: true,
      notStarted: { waitMs: undefined },
      message: `AWS Bedrock could not be reached (${exception}). Try again later.`,
    });
  });

  it.each([
    failure('ECONNRESET'),
    failure('TimeoutError', undefined, 'Request timed out'),
    failure('XECONNREFUSED'),
    new TypeError('fetch failed'),
  ])('knows nothing of the bill after %p', (error) => {
    expect(told(error)).toMatchObject({ code: 'OUTCOME_UNKNOWN', billed: 'unknown', notStarted: undefined });
  });

  it('repeats no words where there was no response', () => {
    expect(told(failure('ECONNRESET')).message).not.toContain('It says');
  });

  it('asks again only for a connection that was not established in time, not for any other of these words', () => {
    const other = failure('SomethingNew', undefined, 'while trying to establish a connection');
    expect(told(other)).toMatchObject({ code: 'OUTCOME_UNKNOWN', notStarted: undefined });
  });

  it('does not take a status for a connection that failed', () => {
    expect(told(failure('ECONNREFUSED', 500))).toMatchObject({ code: 'PROVIDER_DOWN', billed: 'unknown' });
  });

  it.each([new TypeError('x is not a function'), new Error('fetch failed'), 'text', undefined])(
    'takes %p for a fault of this program',
    (error) => expect(told(error).code).toBe('INTERNAL'),
  );

  it.each([
    ['blocked by our content filters', 'PROMPT_REFUSED'],
    ['violates the content policy', 'PROMPT_REFUSED'],
    ['AWS Responsible AI Policy', 'PROMPT_REFUSED'],
    ['reached the end of its life', 'MODEL_RETIRED'],
    ['The provided model identifier is invalid.', 'MODEL_RETIRED'],
  ])('reads a ValidationException that says "%s" as %s', (message, code) => {
    expect(told(failure('ValidationException', 400, message)).code).toBe(code);
    expect(told(failure('ModelErrorException', 424, message)).code).toBe('PROVIDER_DOWN');
  });

  it('takes anything after the time is up for a timeout, and passes on what is told already', () => {
    expect(told(failure('ThrottlingException', 429), AbortSignal.abort())).toMatchObject({
      code: 'TIMEOUT',
      billed: 'unknown',
      notStarted: undefined,
    });
    const error = new ProviderError('BAD_KEY', safeText`No.`, { billed: 'no', retryable: false });
    expect(told(error, AbortSignal.abort())).toBe(error);
  });
});

describe('invokeBedrock', () => {
  it('asks the model in its region, once', async () => {
    const world = providerWorld([{ bedrock: { images: ['x'] } }]);
    expect(await invokeBedrock(settings, { prompt: 'a fox' }, world.tools, { signal: open() })).toEqual({
      images: ['x'],
    });
    expect(world.calls).toMatchObject([
      { url: `bedrock:us-west-2/invoke/${settings.model}`, body: { prompt: 'a fox' } },
    ]);
  });

  it('finds a refusal inside a success', async () => {
    const world = providerWorld([{ bedrock: { status: 'Content Moderated' } }]);
    await expect(invokeBedrock(settings, {}, world.tools, { signal: open() })).rejects.toMatchObject({
      code: 'IMAGE_REFUSED',
      billed: 'unknown',
    });
  });

  it('tells a request that was aborted from one that failed', async () => {
    const timer = new AbortController();
    const { tools } = providerWorld([{ never: true }]);
    const asked = invokeBedrock(settings, {}, tools, { signal: timer.signal });
    timer.abort(new Error('time is up'));
    await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown' });
  });

  it('takes a reply that is not an object for an empty one, and tells failures', async () => {
    const world = providerWorld([{ bedrock: 'text' }, { fail: failure('ThrottlingException', 429) }]);
    expect(await invokeBedrock(settings, {}, world.tools, { signal: open() })).toEqual({});
    await expect(invokeBedrock(settings, {}, world.tools, { signal: open() })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  it('wants a region', () => {
    const { tools } = providerWorld([]);
    expect(() => bedrockPort({ ...settings, region: undefined }, tools)).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER', billed: 'no', retryable: false }),
    );
  });
});
