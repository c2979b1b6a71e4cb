import type { ErrorCode, ErrorResponse } from '../../../src/contract/index.ts';
import { config } from '../config.ts';
import { isSessionNeeded, sessionState, tokenOf } from './session.ts';

/** The API responded with an error in the contract's shape. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly details: NonNullable<ErrorResponse['details']>;
  /** Seconds until a repetition makes sense. */
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

/** No response, or one that did not come from this API: the request may or may not have taken effect. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
  /** Status of the unexpected response; `undefined` if there was none. */
  readonly status: number | undefined;

  constructor(status: number | undefined, cause?: unknown) {
    super(status === undefined ? 'The API cannot be reached.' : `Unexpected response (${status}).`, {
      cause,
    });
    this.status = status;
  }
}

type RequestOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Anybody may ask: the request goes out without a token. */
  isPublic?: boolean;
};

const TIMEOUT_MS = 35_000;

function isErrorResponse(body: unknown): body is ErrorResponse {
  return typeof body === 'object' && body !== null && 'error' in body && 'code' in body;
}

/**
 * Calls the API and returns the parsed body. Where people sign in, the request says who asks; one that is refused for that
 * is repeated once with another token.
 * @throws `ApiError` for a response in the contract's error shape, `NoResponseError` for everything else
 */
export async function apiRequest<Body>(path: string, options: RequestOptions = {}): Promise<Body> {
  if (options.isPublic) return send(path, options);
  const token = isSessionNeeded() ? await tokenFor(undefined) : undefined;
  try {
    return await send(path, options, token);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const other = await tokenFor({ token, code: error.code });
    if (other === undefined) throw error;
    return await send<Body>(path, options, other).catch((again: unknown) => {
      if (isUnauthorized(again)) sessionState.set('out');
      throw again;
    });
  }
}

/** The API does not know who asks. */
export const isUnauthorized = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 401;

async function tokenFor(refused: Parameters<typeof tokenOf>[0]): Promise<string | undefined> {
  try {
    return await tokenOf(refused);
  } catch (cause) {
    // The script that signs people in did not arrive.
    throw cause instanceof ApiError ? cause : new NoResponseError(undefined, cause);
  }
}

async function send<Body>(path: string, options: RequestOptions, token?: string): Promise<Body> {
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
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new NoResponseError(undefined, cause);
  }
  try {
    body = await response.json();
  } catch (cause) {
    throw new NoResponseError(response.status, cause);
  }
  if (!response.ok) {
    throw isErrorResponse(body) ? new ApiError(response.status, body) : new NoResponseError(response.status);
  }
  return body as Body;
}
