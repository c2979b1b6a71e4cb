import type { ErrorCode, ErrorResponse } from '../../../src/contract/index.ts';
import { config } from '../config.ts';

/** The API answered with its error shape. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly details: NonNullable<ErrorResponse['details']>;
  /** Seconds until asking again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: ErrorResponse) {
    super(body.error);
    this.status = status;
    this.code = body.code as ErrorCode;
    this.requestId = body.requestId;
    this.details = body.details ?? [];
    this.retryAfter = body.retryAfter;
  }
}

/** No answer, or one that is not from this API: whether the request took effect is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** The HTTP status of whatever answered instead; absent where nothing did. */
  readonly status: number | undefined;

  constructor(status: number | undefined, cause?: unknown) {
    super(status === undefined ? 'The API cannot be reached.' : `Unexpected answer (${status}).`, { cause });
    this.status = status;
  }
}

type RequestOptions = {
  method?: 'GET' | 'POST';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

const TIMEOUT_MS = 35_000;

function isErrorResponse(body: unknown): body is ErrorResponse {
  return typeof body === 'object' && body !== null && 'error' in body && 'code' in body;
}

/**
 * Asks the API and returns the parsed body.
 * Throws `ApiError` for an answer in the contract's error shape and `NoAnswerError` for everything else.
 */
export async function apiRequest<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${config.apiEndpoint}${path}`, {
      method: options.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new NoAnswerError(undefined, cause);
  }
  try {
    body = await response.json();
  } catch (cause) {
    throw new NoAnswerError(response.status, cause);
  }
  if (!response.ok) {
    throw isErrorResponse(body) ? new ApiError(response.status, body) : new NoAnswerError(response.status);
  }
  return body as Answer;
}
