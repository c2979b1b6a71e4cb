import { asRecord } from '../../src/lib/record.ts';

export interface HttpReply {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

const REFUSALS = {
  400: ['Bad Request', 'INVALID_PARAMETER'],
  404: ['Not Found', 'NOT_FOUND'],
  413: ['Request Entity Too Large', 'PAYLOAD_TOO_LARGE'],
  431: ['Request Header Fields Too Large', 'PAYLOAD_TOO_LARGE'],
  500: ['Internal Server Error', 'INTERNAL'],
  503: ['Service Unavailable', 'INTERNAL'],
} as const;

/** What API Gateway itself answers, without a function: its `message`, and beside it the one error shape of our routes. */
export function refusal(status: keyof typeof REFUSALS, requestId: string): HttpReply {
  const [message, code] = REFUSALS[status];
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message, error: `${message}.`, code, requestId }),
  };
}

/** Turns a function's result (JSON) into a reply by the rules of payload format 2.0; 500 for one that cannot be read. */
export function createReply(payload: string, requestId: string): HttpReply {
  const value: unknown = JSON.parse(payload);
  const result = asRecord(value);
  if (result === undefined || !('statusCode' in result)) {
    const body = typeof value === 'string' ? value : payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return refusal(500, requestId);
  const headers: HttpReply['headers'] = {};
  for (const [name, value] of Object.entries(asRecord(result.headers) ?? {})) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  for (const [name, values] of Object.entries(asRecord(result.multiValueHeaders) ?? {})) {
    if (Array.isArray(values)) headers[name.toLowerCase()] = values.map(String).join(',');
  }
  if (Array.isArray(result.cookies)) headers['set-cookie'] = result.cookies.map(String);
  const { body } = result;
  if (body !== undefined && body !== null && typeof body !== 'string') return refusal(500, requestId);
  const text = body ?? '';
  if (text !== '' && headers['content-type'] === undefined)
    headers['content-type'] = 'text/plain;charset=UTF-8';
  return { status, headers, body: result.isBase64Encoded === true ? Buffer.from(text, 'base64') : text };
}
