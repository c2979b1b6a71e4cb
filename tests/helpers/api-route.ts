import type { Context } from 'aws-lambda';
import { ANYBODY } from '../../src/access/identify.ts';
import type { Caller } from '../../src/caller.ts';
import { apiHandler, type Who } from '../../src/http/api-handler.ts';
import { readGenerateRequest, readIdempotencyKey } from '../../src/http/read-input.ts';
import { fresh } from '../../src/http/respond.ts';
import type { ApiRequest, ApiResponse } from '../../src/http/types.ts';
import { lambdaContext } from './api-event.ts';
import { recordingLog } from './recording-log.ts';

/** A function with this route, and its log. */
export function handlerOf(
  route: (request: ApiRequest) => Promise<ApiResponse>,
  {
    method = 'GET',
    allowedOrigins = ['*'],
    who = { scope: 'read' },
    caller = ANYBODY,
  }: { method?: 'GET' | 'POST'; allowedOrigins?: string[]; who?: Who; caller?: Caller } = {},
) {
  const log = recordingLog();
  const handler = apiHandler({ method, who, identify: async () => caller, log, allowedOrigins }, route);
  return { log, ask: (event: unknown, context: Context = lambdaContext) => handler(event, context) };
}

/** Returns what it sees of the request. */
export const echo = async (request: ApiRequest) =>
  fresh({ headers: request.headers, address: request.sourceAddress, requestId: request.requestId });
/** Reads a request to generate. */
export const read = async (request: ApiRequest) => {
  readIdempotencyKey(request);
  return fresh(readGenerateRequest(request));
};
