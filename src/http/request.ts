import type { SafeEvent } from './safe-event.ts';

/** What a route gets to see of an HTTP request. */
export interface ApiRequest {
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  pathParameters: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** As it came: base64 where `isBase64Encoded`. */
  body: string | undefined;
  isBase64Encoded: boolean;
  /** The client as the gateway saw it; no header is believed. */
  sourceAddress: string;
  requestId: string;
  correlationId: string;
}

export interface ApiReply {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}

export function apiRequest(event: SafeEvent): ApiRequest {
  const { requestId, http } = event.requestContext;
  return {
    headers: event.headers,
    pathParameters: event.pathParameters,
    query: event.queryStringParameters,
    body: event.body,
    isBase64Encoded: event.isBase64Encoded,
    sourceAddress: http.sourceIp,
    requestId,
    correlationId: event.correlationId,
  };
}
