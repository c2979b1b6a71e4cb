import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ACCOUNT_ID, API_HOST, API_ID } from '../template/resources.ts';
import type { Match } from './match.ts';

export interface HttpRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without `?`. */
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The address of the connection. */
  sourceIp: string;
  requestId: string;
  /** Milliseconds since the epoch. */
  time: number;
  port: number;
}

/** The event of payload format 2.0, as API Gateway makes it. */
export function createEvent(request: HttpRequest, { route, pathParameters }: Match): APIGatewayProxyEventV2 {
  const query = queryParameters(request.query);
  const cookies = request.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '');
  const headers = eventHeaders(request);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookies && cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId: API_ID,
      domainName: API_HOST,
      domainPrefix: API_ID,
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(request.time),
      timeEpoch: request.time,
    },
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
    ...eventBody(request.body, headers['content-type']),
  };
}

/** Lower-case names, several values joined with a comma, cookies apart, and what API Gateway itself adds. */
function eventHeaders(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'cookie' || name === 'connection') continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const forwarded = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = forwarded ? `${forwarded}, ${request.sourceIp}` : request.sourceIp;
  headers['x-forwarded-port'] = String(request.port);
  headers['x-forwarded-proto'] = 'http';
  headers['x-amzn-trace-id'] =
    `Root=1-${Math.floor(request.time / 1000).toString(16)}-${request.requestId.replaceAll('-', '').slice(0, 24)}`;
  return headers;
}

function queryParameters(query: string): Record<string, string> {
  // Without a prototype, so that a parameter called `__proto__` is only that, as it is on AWS.
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

const TEXT = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/javascript)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function eventBody(
  body: Buffer,
  contentType: string | undefined,
): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  if (contentType === undefined || TEXT.test(contentType)) {
    try {
      return { body: utf8.decode(body), isBase64Encoded: false };
    } catch {
      // Not text after all: the function gets the bytes.
    }
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `20/Nov/2026:19:36:43 +0000` */
function commonLogTime(time: number): string {
  const date = new Date(time);
  const clock = date.toISOString().slice(11, 19);
  return `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clock} +0000`;
}
