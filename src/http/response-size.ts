import { RequestError } from '../errors.ts';
import type { ApiResponse } from './types.ts';

/** Lambda takes no larger result from a function: 6 MB, headers and the escapes of JSON included. */
export const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;
/** Kept free for the headers that the middleware adds. */
const HEADER_BYTES = 16 * 1024;

/**
 * The response, if Lambda can take it. Its own error for a larger one would have neither CORS headers nor a sentence.
 * @throws RequestError INTERNAL
 */
export function fitting(response: ApiResponse): ApiResponse {
  const most = MAX_RESPONSE_BYTES - HEADER_BYTES;
  if (Buffer.byteLength(JSON.stringify(response)) <= most) return response;
  throw new RequestError(
    'INTERNAL',
    'The response is larger than the 6 MB that can be sent. Ask for less of it, for example with a smaller limit.',
  );
}
