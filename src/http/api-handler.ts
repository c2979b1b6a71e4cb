import { randomUUID } from 'node:crypto';
import middy, { type MiddlewareObj } from '@middy/core';
import httpCors from '@middy/http-cors';
import type { Context } from 'aws-lambda';
import type { Caller } from '../caller.ts';
import { CORRELATION_ID_PATTERN } from '../contract/constants.ts';
import type { Scope } from '../contract/index.ts';
import { RequestError } from '../errors.ts';
import type { LogFields } from '../lib/log.ts';
import type { RequestLog } from '../lib/logger.ts';
import { compressed } from './compress.ts';
import { errorResponse } from './error-response.ts';
import { fitting } from './response-size.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { ApiRequest, ApiResponse } from './types.ts';

/**
 * Who may call: `anyone`, without being asked; a `person` who has signed in, not a program; an `admin`; or whoever may do
 * what the scope says, which in an open stack is everybody.
 */
export type Who = 'anyone' | 'person' | 'admin' | { scope: Scope };

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface ApiOptions {
  /** The method that the route accepts, or several; the template sends it every other method of its path too. */
  method: Method | readonly [Method, ...Method[]];
  who: Who;
  /** @throws RequestError if the headers of a request do not say who sends it */
  identify: (headers: Readonly<Record<string, string>>) => Promise<Caller>;
  log: RequestLog;
  allowedOrigins: string[];
}

/** A Lambda handler of an HTTP API. It never throws, and every response has CORS headers. */
export type ApiHandler = (event: unknown, context: Context) => Promise<ApiResponse>;

/** Response headers that scripts of other origins may read. */
const EXPOSED_HEADERS =
  'X-Correlation-ID, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, ETag';

/** Responds this long before Lambda would kill the request without a response. */
const TIMEOUT_EARLY_MS = 500;

/**
 * The middleware around one route: any event is made safe, a correlation id is found or made, errors become responses,
 * every response gets CORS and security headers, every request one log line, and large bodies are compressed.
 */
export function apiHandler(
  options: ApiOptions,
  route: (request: ApiRequest) => Promise<ApiResponse>,
): ApiHandler {
  const stack = middy<SafeEvent, ApiResponse>({ timeoutEarlyInMillis: TIMEOUT_EARLY_MS })
    .use(httpCors({ origins: options.allowedOrigins, exposeHeaders: EXPOSED_HEADERS }))
    .use(reporting(options.log))
    .handler(async (event: SafeEvent, context: Context) => {
      requireMethod(options.method, event.requestContext.http.method);
      const caller = await admitted(options, event.headers);
      return fitting(await route(apiRequest(event, context, caller)));
    });
  return async (event, context) => {
    const safe = safeEvent(event, context);
    const response = await stack(safe, context);
    const headers = { ...SECURITY_HEADERS, ...response.headers };
    return compressed({ ...response, headers }, safe.headers['accept-encoding']);
  };
}

/** An event without a method did not come through the gateway, which always sends one. */
function requireMethod(accepted: ApiOptions['method'], method: string) {
  const taken: readonly string[] = [accepted].flat();
  if (method === '' || taken.includes(method)) return;
  throw new RequestError('METHOD_NOT_ALLOWED', `This address takes ${taken.join(' and ')}, not ${method}.`, {
    headers: { Allow: taken.join(', ') },
  });
}

const NOBODY: Caller = { kind: 'anonymous', id: undefined, role: 'nobody', scopes: [] };

/** The caller, if that caller may use the route. @throws RequestError */
async function admitted({ who, identify }: ApiOptions, headers: SafeEvent['headers']): Promise<Caller> {
  if (who === 'anyone') return NOBODY;
  const caller = await identify(headers);
  const mayCall =
    who === 'person'
      ? caller.kind === 'person'
      : who === 'admin'
        ? caller.role === 'admin' && caller.scopes.includes('admin')
        : caller.scopes.includes(who.scope);
  if (mayCall) return caller;
  throw new RequestError('NOT_ALLOWED', 'You may not do this.');
}

/**
 * Finds the correlation id, turns errors into responses, and writes one log line per request. The alarms of
 * template.yaml count these lines by `message`, `status`, `service` and `version`.
 */
function reporting(log: RequestLog): MiddlewareObj<SafeEvent, ApiResponse> {
  const finish = (
    { event, context }: Pick<middy.Request<SafeEvent, ApiResponse>, 'event' | 'context'>,
    response: ApiResponse,
    fields: LogFields = {},
  ) => {
    const level = response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info';
    log[level]('request', {
      // The template's routes take any method.
      route: event.routeKey.replace('ANY', event.requestContext.http.method),
      status: response.statusCode,
      version: context.functionVersion,
      durationMs: Date.now() - event.startedAt,
      ...fields,
    });
    return { ...response, headers: { ...response.headers, 'X-Correlation-ID': event.correlationId } };
  };

  return {
    before: ({ event }) => {
      event.startedAt = Date.now();
      event.correlationId = correlationIdOf(event.headers['x-correlation-id']);
      log.setContext({
        correlationId: event.correlationId,
        requestId: event.requestContext.requestId,
      });
    },
    after: (request) => {
      if (request.response) request.response = finish(request, request.response);
    },
    onError: (request) => {
      const { error, event } = request;
      const response = errorResponse(error, event.requestContext.requestId);
      const code = error instanceof RequestError ? error.code : 'INTERNAL';
      request.response = finish(request, response, response.statusCode >= 500 ? { code, error } : { code });
    },
  };
}

const CORRELATION_ID = new RegExp(CORRELATION_ID_PATTERN);

/** The client's id where it is well formed, otherwise a fresh one. */
function correlationIdOf(header: string | undefined): string {
  return header !== undefined && CORRELATION_ID.test(header) ? header : randomUUID();
}

/** The path of the route that an event came by, as template.yaml has it; '' if it did not come through the gateway. */
export const pathOf = (event: unknown): string => text(record(event).routeKey)?.split(' ').at(-1) ?? '';

/** Its method; '' if it did not come through the gateway. */
export const methodOf = (event: unknown): string =>
  text(record(record(record(event).requestContext).http).method) ?? '';

function apiRequest(event: SafeEvent, context: Context, caller: Caller): ApiRequest {
  const { requestId, http } = event.requestContext;
  return {
    method: http.method,
    headers: event.headers,
    pathParameters: event.pathParameters,
    query: event.queryStringParameters,
    body: event.body,
    isBase64Encoded: event.isBase64Encoded,
    sourceAddress: http.sourceIp,
    caller,
    requestId,
    correlationId: event.correlationId,
    stopsAt: Date.now() + context.getRemainingTimeInMillis(),
  };
}

/** The parts of a gateway event (payload 2.0) that are read here, each with its type checked. */
interface SafeEvent {
  version: '2.0';
  routeKey: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  pathParameters: Record<string, string>;
  queryStringParameters: Record<string, string>;
  body: string | undefined;
  isBase64Encoded: boolean;
  /** Set by `reporting`. */
  correlationId: string;
  /** Milliseconds since the epoch, set by `reporting`. */
  startedAt: number;
  requestContext: { requestId: string; http: { method: string; sourceIp: string } };
}

/** Whatever a client, a test tool or another gateway sends, the code behind this gets values of the right types. */
function safeEvent(event: unknown, context: unknown): SafeEvent {
  const given = record(event);
  const gateway = record(given.requestContext);
  const http = record(gateway.http);
  return {
    version: '2.0',
    routeKey: text(given.routeKey) ?? '',
    headers: texts(given.headers, (name) => name.toLowerCase()),
    pathParameters: texts(given.pathParameters),
    queryStringParameters: texts(given.queryStringParameters),
    body: text(given.body),
    isBase64Encoded: given.isBase64Encoded === true,
    correlationId: '',
    startedAt: 0,
    requestContext: {
      requestId: text(gateway.requestId) ?? text(record(context).awsRequestId) ?? '',
      http: { method: text(http.method) ?? '', sourceIp: text(http.sourceIp) ?? '' },
    },
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Without a prototype, so that a parameter called `constructor` is only that. */
function texts(value: unknown, nameOf = (name: string) => name): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, entry] of Object.entries(record(value))) {
    if (typeof entry === 'string') found[nameOf(name)] = entry;
  }
  return found;
}
