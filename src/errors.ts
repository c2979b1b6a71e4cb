import type {
  Billed,
  ChangeRunRequest,
  CreateKeyRequest,
  ErrorCode,
  ErrorResponse,
  GenerateRequest,
  Original,
  ResultErrorCode,
  VoteRequest,
} from './contract/index.ts';
import type { SafeText } from './lib/safe-text.ts';

/** A refusal or failure of a whole request; `http/error-response.ts` turns it into the one error shape. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: ErrorCode;
  readonly details: ErrorResponse['details'];
  /** Whole seconds until asking again makes sense. */
  readonly retryAfter: number | undefined;
  /** Extra reply headers, such as `RateLimit-*`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      cause?: unknown;
      details?: ErrorResponse['details'];
      retryAfter?: number;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.retryAfter = options.retryAfter;
    this.headers = options.headers ?? {};
  }
}

export type RequestHeader = 'Idempotency-Key' | 'X-Run-Key' | 'X-Run-Key-Hash' | 'X-Voter';

/** What of a request a refusal can be about: a field of a body, the whole of it, or a header. */
export type RequestField =
  | keyof GenerateRequest
  | keyof ChangeRunRequest
  | keyof CreateKeyRequest
  | keyof VoteRequest
  | 'body'
  | RequestHeader;

/** The refusal of one field of a request, in a sentence that says what to do. */
export function invalidField(field: RequestField, message: string): RequestError {
  return new RequestError('INVALID_PARAMETER', message, { details: [{ field, message }] });
}

/** The refusal of a prompt by the content filter. */
export function promptBlocked(): RequestError {
  return new RequestError(
    'PROMPT_BLOCKED',
    'This prompt asks for sexual or abusive content, which this service does not draw. Please change the wording.',
  );
}

/** The refusal to do something to a run without its key, which must not tell whether there is such a run. */
export function notYourRun(): RequestError {
  return new RequestError('JOB_NOT_FOUND', 'There is no such run, it has expired, or this is not its key.');
}

/** The refusal to read, retry or change a run that its owner has deleted. */
export function runDeleted(): RequestError {
  return new RequestError('RUN_DELETED', 'This run has been deleted.');
}

/** The refusal of what would tell whose a picture is. */
export function stillBlind(): RequestError {
  return new RequestError('STILL_BLIND', 'This run was drawn blind. Have it revealed first.');
}

/** The refusal to show anything by a link that is unknown or was revoked. */
export function linkNotFound(): RequestError {
  return new RequestError('LINK_NOT_FOUND', 'There is no such link, or it has been revoked.');
}

/** The refusal to read, start or delete a list that is unknown or somebody else's, which must not tell which. */
export function listNotFound(): RequestError {
  return new RequestError('LIST_NOT_FOUND', 'There is no such list, it has expired, or it is not yours.');
}

/** The refusal to read, retry or change a run whose time is over. */
export function runExpired(): RequestError {
  return new RequestError('RUN_EXPIRED', 'This run has expired.');
}

/** A vendor's refusal of what was sent, so that it can be told again once it is known what that was. */
export interface Refusal {
  vendor: SafeText;
  /** The vendor's own words, redacted. */
  words: SafeText | undefined;
  /** Whether the vendor says that it is about the prompt. */
  namesPrompt: boolean;
}

/** One model's failure. It ends that model's part of the job and never hurts another's. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  declare readonly message: SafeText;
  readonly code: ResultErrorCode;
  readonly billed: Billed;
  /** Whether asking again later, unchanged, makes sense to a person. */
  readonly retryable: boolean;
  /**
   * Set only where the vendor certainly did not start, so that asking again cannot bill twice:
   * milliseconds to wait, or `undefined` for our own back-off.
   */
  readonly notStarted: { readonly waitMs: number | undefined } | undefined;
  /** What the vendor charged all the same, in US dollars. */
  readonly costUsd: number | undefined;
  /** What came, kept for download because it cannot be shown. */
  readonly original: Original | undefined;
  /** Only of `PROMPT_REFUSED`. */
  readonly refusal: Refusal | undefined;

  constructor(
    code: ResultErrorCode,
    message: SafeText,
    options: {
      billed: Billed;
      retryable: boolean;
      notStarted?: { waitMs: number | undefined };
      costUsd?: number;
      original?: Original;
      refusal?: Refusal | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.billed = options.billed;
    this.retryable = options.retryable;
    this.notStarted = options.notStarted;
    this.costUsd = options.costUsd;
    this.original = options.original;
    this.refusal = options.refusal;
  }
}

/** The owner's configuration is wrong; all faults are listed together, one a line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}
