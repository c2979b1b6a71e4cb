import type { IncomingHttpHeaders } from 'node:http';
import type { CorsSettings } from '../template/routes.ts';
import type { HttpReply } from './response-v2.ts';

/** API Gateway answers preflight requests itself, for every path; `undefined` where this is none. */
export function answerPreflight(
  cors: CorsSettings | undefined,
  method: string,
  headers: IncomingHttpHeaders,
): HttpReply | undefined {
  if (!cors || method !== 'OPTIONS') return undefined;
  const origin = allowedOrigin(cors, headers.origin);
  if (origin === undefined) return { status: 204, headers: {}, body: '' };
  const reply: HttpReply = { status: 204, headers: originHeaders(cors, origin), body: '' };
  if (cors.allowMethods.length > 0)
    reply.headers['access-control-allow-methods'] = cors.allowMethods.join(',');
  if (cors.allowHeaders.length > 0)
    reply.headers['access-control-allow-headers'] = cors.allowHeaders.join(',').toLowerCase();
  if (cors.maxAge !== undefined) reply.headers['access-control-max-age'] = String(cors.maxAge);
  return reply;
}

/** The function's own CORS headers are dropped; the configured ones appear when the origin is allowed. */
export function applyCors(
  cors: CorsSettings | undefined,
  headers: IncomingHttpHeaders,
  reply: HttpReply,
): HttpReply {
  if (!cors) return reply;
  const kept = Object.fromEntries(
    Object.entries(reply.headers).filter(([name]) => !name.startsWith('access-control-')),
  );
  const origin = allowedOrigin(cors, headers.origin);
  if (origin === undefined) return { ...reply, headers: kept };
  const own = originHeaders(cors, origin);
  if (cors.exposeHeaders.length > 0)
    own['access-control-expose-headers'] = cors.exposeHeaders.join(',').toLowerCase();
  return { ...reply, headers: { ...kept, ...own } };
}

function originHeaders(cors: CorsSettings, origin: string): HttpReply['headers'] {
  return {
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { vary: 'Origin' }),
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

function allowedOrigin(cors: CorsSettings, origin: string | undefined): string | undefined {
  // Also without an origin: tools that send none see what a page would get.
  if (cors.allowOrigins.includes('*')) return '*';
  if (origin === undefined) return undefined;
  const allowed = cors.allowOrigins.some((candidate) =>
    candidate.includes('*')
      ? origin.startsWith(candidate.slice(0, candidate.indexOf('*')))
      : candidate.toLowerCase() === origin.toLowerCase(),
  );
  return allowed ? origin : undefined;
}
