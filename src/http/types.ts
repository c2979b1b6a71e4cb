import type { Caller } from '../caller.ts';

/** What a route sees of an HTTP request. */
export interface ApiRequest {
  /** '' for an event that did not come through the gateway. */
  method: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  pathParameters: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** As received: base64 where `isBase64Encoded`. */
  body: string | undefined;
  isBase64Encoded: boolean;
  /** The client's address as the gateway saw it. No header is trusted for this. */
  sourceAddress: string;
  /** Where everybody may call, nobody is asked who they are. */
  caller: Caller;
  requestId: string;
  correlationId: string;
  /** When Lambda stops the function, in milliseconds since the epoch. */
  stopsAt: number;
}

/** A response as an HTTP API takes it from a function (payload 2.0). */
export interface ApiResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}
