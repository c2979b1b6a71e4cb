import { ProviderError } from '../../errors.ts';
import { lookUp } from '../../lib/look-up.ts';
import { asRecord } from '../../lib/record.ts';
import { ownersText, safeText } from '../../lib/safe-text.ts';
import {
  BedrockFailure,
  type BedrockPort,
  type CallContext,
  type ModelSettings,
  type ProviderTools,
} from '../types.ts';
import { moderationError } from './moderation.ts';
import { notReached, providerError, type VendorFailure } from './vendor-error.ts';

export const LABEL = safeText`AWS Bedrock`;

type Meaning = Omit<VendorFailure, 'vendor' | 'detail' | 'secrets'>;

const BUSY: Meaning = { code: 'RATE_LIMITED', notStarted: { waitMs: undefined } };

/** What each exception means (package @aws-sdk/client-bedrock-runtime 3.1162.0). */
const BY_EXCEPTION: Readonly<Record<string, Meaning>> = {
  ValidationException: { code: 'BAD_PARAMETER' },
  // A quota of the account: waiting within one request does not help.
  ServiceQuotaExceededException: { code: 'RATE_LIMITED' },
  ResourceNotFoundException: { code: 'MODEL_RETIRED' },
  ModelTimeoutException: { code: 'TIMEOUT' },
  ModelErrorException: { code: 'PROVIDER_DOWN' },
  ThrottlingException: BUSY,
  TooManyRequestsException: BUSY,
  ModelNotReadyException: BUSY,
  InternalServerException: { code: 'PROVIDER_DOWN' },
  ServiceUnavailableException: { code: 'PROVIDER_DOWN', billed: 'no', notStarted: { waitMs: undefined } },
  UnreadableAnswer: { code: 'INVALID_IMAGE' },
  ReplyTooLarge: { code: 'INVALID_IMAGE' },
};

/** AWS Marketplace sells the models of other companies. */
const NO_PAYMENT = {
  vendor: LABEL,
  code: 'OUT_OF_CREDIT',
  sentence: () =>
    safeText`The AWS account has no valid means of payment for this model. The owner of this site has to add one.`,
} as const;

/** The role has no right, or the credentials are not good. */
const NO_ACCESS =
  /^(?:AccessDenied|UnrecognizedClient|ExpiredToken|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|NotAuthorized|OptInRequired|Credentials)/;

/** Failures that can only happen before the request leaves. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED)/;

/** The port of the region that this model lives in. */
export function bedrockPort(settings: ModelSettings, tools: ProviderTools): BedrockPort {
  if (settings.region !== undefined) return tools.bedrock(settings.region, settings.baseUrl);
  throw new ProviderError(
    'BAD_PARAMETER',
    safeText`This model has no AWS region. The owner of this site has to set its region in ModelOverrides.`,
    { billed: 'no', retryable: false },
  );
}

/** InvokeModel, once. @throws ProviderError */
export async function invokeBedrock(
  settings: ModelSettings,
  body: unknown,
  tools: ProviderTools,
  { signal }: CallContext,
): Promise<Record<string, unknown>> {
  const reply = await bedrockPort(settings, tools)
    .invokeModel(settings.model, body, signal)
    .catch((error: unknown) => {
      throw bedrockError(error, settings.model, signal);
    });
  // vercel/ai, amazon-bedrock-image-model.test.ts: a refusal inside a 200.
  const moderated = moderationError(asRecord(reply), LABEL, []);
  if (moderated !== undefined) throw moderated;
  return asRecord(reply) ?? {};
}

/** What a failure of either Bedrock call means. ProviderErrors pass through. */
export function bedrockError(error: unknown, model: string, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  // Before all else: an aborted request fails under many names.
  if (signal.aborted) return providerError({ vendor: LABEL, code: 'TIMEOUT' });
  if (!(error instanceof BedrockFailure)) return providerError({ vendor: LABEL, code: lostCode(error) });
  const { exception, message, status } = error;
  if (/INVALID_PAYMENT_INSTRUMENT/.test(message)) return providerError({ ...NO_PAYMENT, detail: message });
  if (NO_ACCESS.test(exception) || /^operation not allowed/i.test(message)) return noAccess(model, message);
  if (isNotSent(error)) return notReached(LABEL, exception);
  const told =
    meaningOfMessage(exception, message) ?? lookUp(BY_EXCEPTION, exception) ?? meaningOfStatus(status);
  return providerError({ vendor: LABEL, ...told, ...(status === undefined ? {} : { detail: message }) });
}

/** What an error that did not come from Bedrock means. */
function lostCode(error: unknown): 'OUTCOME_UNKNOWN' | 'INTERNAL' {
  return error instanceof TypeError && error.message === 'fetch failed' ? 'OUTCOME_UNKNOWN' : 'INTERNAL';
}

function isNotSent({ exception, message, status }: BedrockFailure): boolean {
  if (status !== undefined) return false;
  return NOT_SENT.test(exception) || (exception === 'TimeoutError' && /establish a connection/.test(message));
}

/** ValidationException covers refusals and ended models as well. */
function meaningOfMessage(exception: string, message: string): Meaning | undefined {
  if (exception !== 'ValidationException') return undefined;
  if (/content filter|content polic|responsible ai|filtered words/i.test(message))
    return { code: 'PROMPT_REFUSED' };
  if (/on-demand throughput isn.t supported/i.test(message)) {
    return {
      code: 'BAD_PARAMETER',
      sentence: () =>
        safeText`AWS Bedrock serves this model through an inference profile only. The owner of this site has to name the profile as "model" in ModelOverrides.`,
    };
  }
  if (/end of its life|model identifier is invalid/i.test(message)) return { code: 'MODEL_RETIRED' };
  return undefined;
}

function meaningOfStatus(status: number | undefined): Meaning {
  if (status === undefined) return { code: 'OUTCOME_UNKNOWN' };
  if (status === 429) return BUSY;
  return status >= 400 && status < 500 ? { code: 'BAD_PARAMETER' } : { code: 'PROVIDER_DOWN' };
}

function noAccess(model: string, detail: string): ProviderError {
  return providerError({
    vendor: LABEL,
    code: 'BAD_KEY',
    sentence: () =>
      safeText`This AWS account may not use ${ownersText(model)} on Bedrock. The owner of this site has to get access to it, or choose another model.`,
    detail,
  });
}
