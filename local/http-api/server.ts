import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Outcome } from '../lambda/runner.ts';
import { readBody } from '../read-body.ts';
import type { CorsSettings, Route } from '../template/routes.ts';
import { answerPreflight, applyCors } from './cors.ts';
import { createEvent } from './event-v2.ts';
import { matchRoute } from './match.ts';
import { createReply, type HttpReply, refusal } from './response-v2.ts';

export interface HttpApi {
  /** Whether a route or a preflight answer exists for this request. */
  handles(method: string, path: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse, path: string, query: string): Promise<void>;
  /** 404 */
  notFound(request: IncomingMessage, response: ServerResponse): void;
}

interface Options {
  routes: readonly Route[];
  cors: CorsSettings | undefined;
  invoke(functionId: string, payload: string, requestId: string, caller: Caller): Promise<Outcome>;
  /** After how long a request is given up; API Gateway's limit unless a test says otherwise. */
  patienceMs?: number | undefined;
}

/** API Gateway's limits. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEADER_BYTES = 10_240;
const INTEGRATION_MS = 30_000;
/** What remains for the response to travel: by so much the Timeout of our functions is shorter, too. */
const RESPONDING_MS = 1000;

/** The HTTP API: routes from the template, payload format 2.0. */
export function createHttpApi({ routes, cors, invoke, patienceMs = INTEGRATION_MS }: Options): HttpApi {
  async function reply(
    request: IncomingMessage,
    path: string,
    query: string,
    requestId: string,
  ): Promise<HttpReply> {
    const method = request.method ?? 'GET';
    if (headerBytes(request) > MAX_HEADER_BYTES) return refusal(431, requestId);
    const match = matchRoute(routes, method, path);
    if (!match) return refusal(404, requestId);
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === 'too large') return refusal(413, requestId);
    const event = createEvent(
      {
        method,
        path,
        query,
        headers: request.headers,
        body,
        sourceIp: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
        requestId,
        time: Date.now(),
        port: request.socket.localPort ?? 0,
      },
      match,
    );
    const outcome = await within(patienceMs, (caller) =>
      invoke(match.route.functionId, JSON.stringify(event), requestId, caller),
    );
    if (outcome === 'too slow') return refusal(503, requestId);
    if (outcome.error) return refusal(500, requestId);
    return createReply(outcome.payload, requestId);
  }

  return {
    handles(method, path) {
      if (cors && method === 'OPTIONS') return true;
      return matchRoute(routes, method, path) !== undefined;
    },
    async answer(request, response, path, query) {
      const requestId = randomUUID();
      const preflight = answerPreflight(cors, request.method ?? 'GET', request.headers);
      if (preflight) return send(request, response, preflight, requestId);
      let answer: HttpReply;
      try {
        answer = await reply(request, path, query, requestId);
      } catch (error) {
        // The client disconnected while sending its body.
        if (request.destroyed && !request.complete) return;
        process.stderr.write(`local HTTP API: ${error instanceof Error ? error.stack : String(error)}\n`);
        answer = refusal(500, requestId);
      }
      send(request, response, applyCors(cors, request.headers, answer), requestId);
    },
    notFound(request, response) {
      const requestId = randomUUID();
      send(request, response, applyCors(cors, request.headers, refusal(404, requestId)), requestId);
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, reply: HttpReply, requestId: string) {
  if (response.destroyed) return;
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const length =
    reply.status === 204 || reply.status === 304 ? {} : { 'content-length': String(body.length) };
  try {
    response.writeHead(reply.status, { ...reply.headers, ...length, 'apigw-requestid': requestId });
  } catch {
    // An invalid header, such as one with a line break.
    const fallback = refusal(500, requestId);
    response.writeHead(fallback.status, { 'content-type': 'application/json', 'apigw-requestid': requestId });
    response.end(fallback.body);
    return;
  }
  response.end(request.method === 'HEAD' || reply.status === 204 || reply.status === 304 ? undefined : body);
}

function headerBytes(request: IncomingMessage): number {
  const line = (request.method ?? '').length + (request.url ?? '').length + 12;
  return request.rawHeaders.reduce((sum, part) => sum + part.length + 2, line);
}

/** After a timeout the invocation must not start, nor start anything: its client was told that the request failed. */
async function within(
  milliseconds: number,
  invoke: (caller: Caller) => Promise<Outcome>,
): Promise<Outcome | 'too slow'> {
  const tooSlow = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'too slow'>((resolve) => {
    timer = setTimeout(() => {
      tooSlow.abort();
      resolve('too slow');
    }, milliseconds);
  });
  const answerBy = Date.now() + milliseconds - RESPONDING_MS;
  try {
    return await Promise.race([invoke({ signal: tooSlow.signal, answerBy }), limit]);
  } finally {
    clearTimeout(timer);
  }
}
