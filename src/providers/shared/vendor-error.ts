import type { Billed, ResultErrorCode } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { HttpFailure, type HttpReply, MAX_REPLY_MB } from '../../lib/http-client.ts';
import { retryAfterMs } from '../../lib/retry-after.ts';
import { insideSentence, type SafeText, safeText, withoutArticle } from '../../lib/safe-text.ts';
import { vendorWords } from '../../lib/vendor-text.ts';
import { type Evidence, evidenceOf, namesPrompt } from './evidence.ts';
import { messageOf, plainText } from './message.ts';

export interface VendorFailure {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  code: ResultErrorCode;
  /** The vendor's own words; redacted here before a person sees them. */
  detail?: string | undefined;
  /** The first sentence, where the usual one of the code would mislead. */
  sentence?: ((vendor: SafeText) => SafeText) | undefined;
  /** Whether the vendor says of a refusal that it is about the prompt; by `detail` when left out. */
  namesPrompt?: boolean | undefined;
  /** Cut out of `detail`: the key. */
  secrets?: readonly (string | undefined)[];
  /** Only where it differs from what is usual for this code. */
  billed?: Billed;
  retryable?: boolean;
  /** Set where the vendor certainly did not start. */
  notStarted?: { waitMs: number | undefined };
  costUsd?: number | undefined;
}

interface Usual {
  billed: Billed;
  retryable: boolean;
  sentence: (vendor: SafeText) => SafeText;
}

/** What each code usually means to a person, their money and their next click. */
const USUAL: Record<ResultErrorCode, Usual> = {
  PROMPT_REFUSED: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`${vendor} refused this prompt under its content rules. Change the wording and try again.`,
  },
  REFERENCE_REFUSED: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`${vendor} refused a picture that was handed in under its content rules. Another picture may pass.`,
  },
  INPUT_REFUSED: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`${vendor} refused this under its content rules and does not say whether for the words or for a picture that was handed in. Change the wording first; if that is refused too, take another picture.`,
  },
  IMAGE_REFUSED: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) =>
      safeText`${vendor} drew a picture and withheld it under its content rules. Another wording may pass.`,
  },
  BAD_KEY: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`${vendor} does not accept the key for this model. The owner of this site has to check it.`,
  },
  OUT_OF_CREDIT: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`The ${withoutArticle(vendor)} account has run out of credit. The owner of this site has to top it up.`,
  },
  RATE_LIMITED: {
    billed: 'no',
    retryable: true,
    sentence: (vendor) =>
      safeText`${vendor} is not accepting more requests at the moment. Try again a little later.`,
  },
  PROVIDER_DOWN: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) => safeText`${vendor} is having problems at the moment. Try again later.`,
  },
  TIMEOUT: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) =>
      safeText`${vendor} did not answer in time. It may have charged for the request all the same.`,
  },
  BAD_PARAMETER: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) => safeText`${vendor} did not accept one of the settings of this request.`,
  },
  MODEL_RETIRED: {
    billed: 'no',
    retryable: false,
    sentence: (vendor) =>
      safeText`${vendor} does not offer this model, or not any more. The owner of this site has to choose another.`,
  },
  INVALID_IMAGE: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) => safeText`${vendor} did not return a usable picture.`,
  },
  CANCELLED: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) => safeText`${vendor} cancelled this picture. It may have been charged all the same.`,
  },
  NOT_STARTED: {
    billed: 'no',
    retryable: true,
    sentence: (vendor) => safeText`${vendor} was not called in time.`,
  },
  OUTCOME_UNKNOWN: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) =>
      safeText`The connection to ${insideSentence(vendor)} was lost before it responded. It may have charged for the request all the same.`,
  },
  INTERNAL: {
    billed: 'unknown',
    retryable: true,
    sentence: (vendor) =>
      safeText`Something went wrong on this side while working with ${insideSentence(vendor)}.`,
  },
};

/** A vendor's failure as one sentence for a person, with the vendor's own words behind it. */
export function providerError(failure: VendorFailure): ProviderError {
  const { code, vendor } = failure;
  const usual = USUAL[code];
  const words = vendorWords(failure.detail, failure.secrets ?? []);
  const sentence = (failure.sentence ?? usual.sentence)(vendor);
  return new ProviderError(
    code,
    words === undefined ? sentence : safeText`${sentence} It says: \u201c${words}\u201d`,
    {
      billed: failure.billed ?? usual.billed,
      retryable: failure.retryable ?? usual.retryable,
      ...(code === 'PROMPT_REFUSED' && {
        refusal: { vendor, words, namesPrompt: failure.namesPrompt ?? namesPrompt(words ?? '') },
      }),
      ...(failure.notStarted === undefined ? {} : { notStarted: failure.notStarted }),
      ...(failure.costUsd === undefined ? {} : { costUsd: failure.costUsd }),
    },
  );
}

/** What anything thrown by `sendRequest` for a billable request means. ProviderErrors pass through. */
export function transportError(error: unknown, vendor: SafeText): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof HttpFailure)) return providerError({ vendor, code: 'INTERNAL' });
  switch (error.kind) {
    case 'not-sent':
      return notReached(vendor, error.systemCode);
    case 'bad-header':
      return providerError({ vendor, code: 'BAD_KEY' });
    case 'timeout':
      return providerError({ vendor, code: 'TIMEOUT' });
    case 'lost':
      return providerError({ vendor, code: 'OUTCOME_UNKNOWN' });
    case 'too-large':
      return providerError({
        vendor,
        code: 'INVALID_IMAGE',
        detail: `The reply is larger than ${MAX_REPLY_MB} MB.`,
      });
  }
}

/** The request never left, so it may be sent again. @param code of the system, such as `ECONNREFUSED` */
export function notReached(vendor: SafeText, code: string | undefined): ProviderError {
  const reason = vendorWords(code, []);
  const message =
    reason === undefined
      ? safeText`${vendor} could not be reached. Try again later.`
      : safeText`${vendor} could not be reached (${reason}). Try again later.`;
  const notStarted = { waitMs: undefined };
  return new ProviderError('PROVIDER_DOWN', message, { billed: 'no', retryable: true, notStarted });
}

export interface StatusFacts {
  vendor: SafeText;
  reply: HttpReply;
  /** Milliseconds since the epoch, for waits given as dates. */
  now: number;
  /** What this vendor's body says, where the evidence that vendors have in common does not cover it. */
  evidence?: Evidence | undefined;
  detail?: string | undefined;
  secrets?: readonly (string | undefined)[];
  /** Whether this vendor documents 503 as "not taken, ask again". */
  documents503?: boolean;
  /** How long a rate limit lasts where the vendor documents it but does not say so in the reply. */
  usualWaitMs?: number;
  /** Whether the owner set the address, which may then be the cause of a 404. */
  isOwnAddress?: boolean;
}

/** What a reply without a picture means: by what the vendor says, else by its status. */
export function statusError(facts: StatusFacts): ProviderError {
  const { reply, vendor } = facts;
  const detail = facts.detail ?? messageOf(reply.json) ?? plainText(reply);
  const secrets = facts.secrets ?? [];
  if (isRedirect(reply.status)) {
    return providerError({
      vendor,
      code: 'PROVIDER_DOWN',
      billed: 'no',
      retryable: false,
      detail:
        'The request was redirected, and a request with a key is not sent on. Set baseUrl to the final address.',
    });
  }
  const { code, ...told } = facts.evidence ?? evidenceOf(reply, detail) ?? evidenceOfStatus(facts);
  // If something in between replied, the request never reached the vendor.
  if (code === 'PROVIDER_DOWN' && reply.status >= 400 && reply.status < 500) {
    return providerError({ vendor, code, ...told, billed: 'no', retryable: false });
  }
  const notTaken =
    (code === 'RATE_LIMITED' && reply.status >= 400) ||
    (code === 'PROVIDER_DOWN' && reply.status === 503 && facts.documents503 === true);
  const waitMs = retryAfterMs(reply.headers, reply.json, facts.now) ?? facts.usualWaitMs;
  return providerError({
    vendor,
    code,
    ...told,
    detail,
    secrets,
    ...(notTaken ? { billed: 'no', notStarted: { waitMs } } : {}),
  });
}

function evidenceOfStatus({ reply, isOwnAddress }: StatusFacts): Evidence {
  if (reply.status === 404 && isOwnAddress === true) {
    return {
      code: 'BAD_PARAMETER',
      sentence: (vendor) =>
        safeText`${vendor} has nothing at the address that was asked. The owner of this site has to check baseUrl in ModelOverrides.`,
    };
  }
  if (reply.status === 413) {
    return {
      code: 'BAD_PARAMETER',
      sentence: (vendor) =>
        safeText`${vendor} does not take requests of this size. Smaller pictures or a shorter prompt may pass.`,
    };
  }
  return { code: codeOfStatus(reply.status) };
}

function codeOfStatus(status: number): ResultErrorCode {
  if (status === 401 || status === 403) return 'BAD_KEY';
  if (status === 402) return 'OUT_OF_CREDIT';
  if (status === 404 || status === 410) return 'MODEL_RETIRED';
  if (status === 408) return 'TIMEOUT';
  if (status === 429) return 'RATE_LIMITED';
  if (status >= 400 && status < 500) return 'BAD_PARAMETER';
  return 'PROVIDER_DOWN';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
