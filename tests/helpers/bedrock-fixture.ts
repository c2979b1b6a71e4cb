import { BedrockFailure } from '../../src/providers/types.ts';
import { fixture, type ScriptedReply } from './provider-world.ts';

/** A recorded Bedrock reply: the body of a 200, or `{"exception", "message"}` for any other status. */
export function bedrockFixture(testUrl: string, name: string): ScriptedReply {
  const { status, json } = fixture(testUrl, name);
  if (status === 200) return { bedrock: json };
  const { exception, message } = json as { exception: string; message: string };
  return bedrockException(exception, status, message);
}

export function bedrockException(
  exception: string,
  status: number | undefined,
  message = 'Something failed.',
): ScriptedReply {
  return { fail: new BedrockFailure(exception, status, message) };
}

/** Every outcome that all models on Bedrock share. */
export const BEDROCK_FAILURES = [
  ['AccessDeniedException', 403, 'BAD_KEY', 'no', false, false],
  ['UnrecognizedClientException', 403, 'BAD_KEY', 'no', false, false],
  ['CredentialsProviderError', undefined, 'BAD_KEY', 'no', false, false],
  ['ValidationException', 400, 'BAD_PARAMETER', 'no', false, false],
  ['ServiceQuotaExceededException', 400, 'RATE_LIMITED', 'no', true, false],
  ['ResourceNotFoundException', 404, 'MODEL_RETIRED', 'no', false, false],
  ['ModelTimeoutException', 408, 'TIMEOUT', 'unknown', true, false],
  ['ModelErrorException', 424, 'PROVIDER_DOWN', 'unknown', true, false],
  ['ThrottlingException', 429, 'RATE_LIMITED', 'no', true, { waitMs: undefined }],
  ['ModelNotReadyException', 429, 'RATE_LIMITED', 'no', true, { waitMs: undefined }],
  ['InternalServerException', 500, 'PROVIDER_DOWN', 'unknown', true, false],
  ['ServiceUnavailableException', 503, 'PROVIDER_DOWN', 'no', true, { waitMs: undefined }],
  ['UnheardOfException', 418, 'BAD_PARAMETER', 'no', false, false],
  ['UnheardOfException', 502, 'PROVIDER_DOWN', 'unknown', true, false],
  ['ECONNREFUSED', undefined, 'PROVIDER_DOWN', 'no', true, { waitMs: undefined }],
  ['ECONNRESET', undefined, 'OUTCOME_UNKNOWN', 'unknown', true, false],
].map(([exception, status, code, billed, retryable, notStarted]) => ({
  name: `${exception}${status === undefined ? '' : ` with HTTP ${status}`}`,
  replies: [bedrockException(exception as string, status as number | undefined)],
  expected: { code, billed, retryable, notStarted },
})) as unknown as import('../suites/provider.ts').FailureCase[];
