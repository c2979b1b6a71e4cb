import { ERROR_STATUS } from '../contract/constants.ts';
import type { ErrorResponse } from '../contract/index.ts';
import { RequestError } from '../errors.ts';
import { json } from './respond.ts';
import type { ApiResponse } from './types.ts';

const unexpected = () =>
  new RequestError('INTERNAL', 'Something went wrong on our side. Please try again in a moment.');

/** The one error shape. Only a RequestError is described; the details of anything else are in the log alone. */
export function errorResponse(error: unknown, requestId: string): ApiResponse {
  const { code, message, details, retryAfter, headers } =
    error instanceof RequestError ? error : unexpected();
  const body: ErrorResponse = {
    error: message,
    code,
    requestId,
    ...(details === undefined ? {} : { details }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  return json(ERROR_STATUS[code], body, {
    'Cache-Control': 'no-store',
    ...headers,
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  });
}
