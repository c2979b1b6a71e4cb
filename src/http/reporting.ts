import type { MiddlewareObj } from '@middy/core';
import { RequestError } from '../errors.ts';
import type { RequestLog } from '../lib/logger.ts';
import { correlationIdOf } from './correlation-id.ts';
import { errorResponse } from './error-response.ts';
import type { ApiReply } from './request.ts';
import type { SafeEvent } from './safe-event.ts';

/** Finds the correlation id, turns errors into answers, and writes one log line per request. */
export function reporting(log: RequestLog): MiddlewareObj<SafeEvent, ApiReply> {
  const finish = (event: SafeEvent, reply: ApiReply, fields: Record<string, unknown> = {}) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'warn' : 'info';
    log[level]('request', {
      route: event.routeKey,
      status: reply.statusCode,
      durationMs: Date.now() - event.startedAt,
      ...fields,
    });
    return { ...reply, headers: { ...reply.headers, 'X-Correlation-ID': event.correlationId } };
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
      if (request.response) request.response = finish(request.event, request.response);
    },
    onError: (request) => {
      const { error, event } = request;
      const reply = errorResponse(error, event.requestContext.requestId);
      const code = error instanceof RequestError ? error.code : 'INTERNAL';
      request.response = finish(event, reply, reply.statusCode >= 500 ? { code, error } : { code });
    },
  };
}
