import { ERROR_STATUS } from '../contract/constants.ts';
import type { ErrorResponse } from '../contract/index.ts';
import { RequestError } from '../errors.ts';
import type { ApiReply } from './request.ts';
import { json } from './respond.ts';

const UNEXPECTED = new RequestError(
  'INTERNAL',
  'Something went wrong on our side. Please try again in a moment.',
);

/** The one error shape. Of anything but a RequestError nothing is told; the log has it. */
export function errorResponse(error: unknown, requestId: string): ApiReply {
  const { code, message, details, retryAfter, headers } = error instanceof RequestError ? error : UNEXPECTED;
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
