import { boundedJson } from './bounded-json.ts';

/** The largest reply that is read from a vendor: with a picture of 30 MB in base64, it fits a worker of 256 MB. */
export const MAX_REPLY_MB = 40;
export const MAX_REPLY_BYTES = MAX_REPLY_MB * 1024 * 1024;

export type HttpBody =
  | { json: unknown }
  | { form: Readonly<Record<string, string | number | boolean>>; files?: readonly FormFile[] };

/** A file of a form; several may have the same field. */
export interface FormFile {
  field: string;
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Including the key; no error contains their values. */
  headers?: Readonly<Record<string, string>>;
  body?: HttpBody;
  signal: AbortSignal;
  maxBytes?: number;
}

export interface HttpReply {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** The body as UTF-8. */
  text: string;
  /** The body parsed as JSON; `undefined` when it is not JSON, or more deeply nested than any vendor's. */
  json: unknown;
}

/**
 * Why there is no reply:
 * - `not-sent`: the vendor certainly did not see the request
 * - `bad-header`: a header, so in practice the key, cannot be sent at all
 * - `timeout`: the signal ended the call after it may have been sent
 * - `lost`: the connection broke after the request may have been sent
 * - `too-large`: the reply is larger than allowed
 */
export type HttpFailureKind = 'not-sent' | 'bad-header' | 'timeout' | 'lost' | 'too-large';

/** There is no reply. Carries at most a system code, never a header, a body or the original error: they may contain a key. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly kind: HttpFailureKind;
  /** For example `ECONNREFUSED`. */
  readonly systemCode: string | undefined;

  constructor(kind: HttpFailureKind, systemCode?: string) {
    super(`The request failed: ${kind}${systemCode === undefined ? '' : ` (${systemCode})`}.`);
    this.kind = kind;
    this.systemCode = systemCode;
  }
}

/**
 * Sends one request, once, and reads the whole reply, whatever its status. Redirects are not followed, so that a key never
 * reaches another host. @throws HttpFailure
 */
export async function sendRequest(fetchOnce: typeof fetch, request: HttpRequest): Promise<HttpReply> {
  if (request.signal.aborted) throw new HttpFailure('not-sent');
  const init = requestInit(request);
  let response: Response;
  try {
    response = await untilAborted(fetchOnce(request.url, init), request.signal);
  } catch (error) {
    throw transportFailure(error, request.signal);
  }
  const bytes = await readBody(response, request.signal, request.maxBytes ?? MAX_REPLY_BYTES);
  return asReply(response, bytes);
}

function requestInit(request: HttpRequest): RequestInit {
  // Lambda freezes between calls: a kept socket may be dead when it thaws, and a request lost on it
  // would be an unknown outcome. So no socket outlives its request.
  const headers: Record<string, string> = { connection: 'close' };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers[name.toLowerCase()] = sendableHeader(value);
  }
  const init: RequestInit = { method: request.method, headers, redirect: 'manual', signal: request.signal };
  if (request.body === undefined) return init;
  if ('form' in request.body) {
    const form = new FormData();
    for (const [name, value] of Object.entries(request.body.form)) form.append(name, String(value));
    for (const { field, name, contentType, bytes } of request.body.files ?? []) {
      form.append(field, new Blob([new Uint8Array(bytes)], { type: contentType }), name);
    }
    return { ...init, body: form };
  }
  return {
    ...init,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request.body.json),
  };
}

/** `Headers` would quote the value, and so the key, in its error. */
function sendableHeader(value: string): string {
  const trimmed = value.trim();
  if (!/^[\x20-\x7e]*$/.test(trimmed)) throw new HttpFailure('bad-header');
  return trimmed;
}

/** Rejects when the signal is aborted, even if an injected `fetch` ignores it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function readBody(response: Response, signal: AbortSignal, maxBytes: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  // In one piece where its size is known, so that a large reply is in memory only once.
  const whole =
    announced >= 0 && announced <= maxBytes && !response.headers.has('content-encoding')
      ? Buffer.allocUnsafe(announced)
      : undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    if (announced > maxBytes) throw new HttpFailure('too-large');
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return whole?.subarray(0, length) ?? Buffer.concat(chunks, length);
      const start = length;
      length += value.length;
      if (length > maxBytes) throw new HttpFailure('too-large');
      if (whole === undefined) chunks.push(value);
      else if (length > whole.length) throw new HttpFailure('lost');
      else whole.set(value, start);
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    if (error instanceof HttpFailure) throw error;
    throw new HttpFailure(signal.aborted ? 'timeout' : 'lost', systemCodeOf(error));
  }
}

function asReply(response: Response, bytes: Uint8Array): HttpReply {
  let text: string | undefined;
  let json: { value: unknown } | undefined;
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    get text() {
      text ??= new TextDecoder().decode(bytes);
      return text;
    },
    get json() {
      json ??= { value: boundedJson(bytes) };
      return json.value;
    },
  };
}

function transportFailure(error: unknown, signal: AbortSignal): HttpFailure {
  if (signal.aborted) return new HttpFailure('timeout');
  const code = systemCodeOf(error);
  return new HttpFailure(isBeforeSending(error, code) ? 'not-sent' : 'lost', code);
}

/** Failures that can only happen before the first byte of the request leaves. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function isBeforeSending(error: unknown, code: string | undefined): boolean {
  if (code !== undefined && BEFORE_SENDING.has(code)) return true;
  return chain(error).some(
    ({ syscall, message }) =>
      syscall === 'connect' ||
      // Node's own wording for a TLS handshake that the other side cut short.
      String(message).includes('before secure TLS connection was established'),
  );
}

function systemCodeOf(error: unknown): string | undefined {
  for (const { code } of chain(error)) {
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
  }
  return undefined;
}

interface ErrorLink {
  message?: unknown;
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
}

/** The error and its causes; `fetch` hides the real one under "fetch failed". */
function chain(error: unknown): ErrorLink[] {
  const links: ErrorLink[] = [];
  for (let link = error; typeof link === 'object' && link !== null && links.length < 5; ) {
    links.push(link);
    link = (link as ErrorLink).cause;
  }
  return links;
}
