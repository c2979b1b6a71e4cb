import middy from '@middy/core';
import httpCors from '@middy/http-cors';
import type { Context } from 'aws-lambda';
import { RequestError } from '../errors.ts';
import type { RequestLog } from '../lib/logger.ts';
import { compressed } from './compress.ts';
import { reporting } from './reporting.ts';
import { type ApiReply, type ApiRequest, apiRequest } from './request.ts';
import { type SafeEvent, safeEvent } from './safe-event.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export interface ApiOptions {
  /** What the route takes; the template sends it every other method of its path too. */
  method: 'GET' | 'POST';
  log: RequestLog;
  allowedOrigins: string[];
}

/** A Lambda handler of an HTTP API: never throws, never answers without CORS headers. */
export type ApiHandler = (event: unknown, context: Context) => Promise<ApiReply>;

/** What scripts of other origins may read besides the plain headers. */
const EXPOSED_HEADERS =
  'X-Correlation-ID, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, ETag';

/** Answers itself before Lambda would kill the request without an answer. */
const TIMEOUT_EARLY_MS = 500;

/**
 * Middleware around one route: any event is made safe, the correlation id is found; the answer, an error too, gets CORS
 * and security headers, and each request one log line; large answers are compressed.
 */
export function apiHandler(
  options: ApiOptions,
  route: (request: ApiRequest) => Promise<ApiReply>,
): ApiHandler {
  const stack = middy<SafeEvent, ApiReply>({ timeoutEarlyInMillis: TIMEOUT_EARLY_MS })
    .use(httpCors({ origins: options.allowedOrigins, exposeHeaders: EXPOSED_HEADERS }))
    .use(reporting(options.log))
    .handler(async (event: SafeEvent) => {
      requireMethod(options.method, event.requestContext.http.method);
      return route(apiRequest(event));
    });
  return async (event, context) => {
    const safe = safeEvent(event, context);
    const reply = await stack(safe, context);
    const headers = { ...SECURITY_HEADERS, ...reply.headers };
    return compressed({ ...reply, headers }, safe.headers['accept-encoding']);
  };
}

/** An event that names no method did not come through the gateway, which always does. */
function requireMethod(taken: ApiOptions['method'], method: string) {
  if (method === '' || method === taken) return;
  throw new RequestError('METHOD_NOT_ALLOWED', `This address takes ${taken}, not ${method}.`, {
    headers: { Allow: taken },
  });
}
