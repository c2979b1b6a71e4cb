export interface HttpReply {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

export const message = (status: number, text: string): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: text }),
});

/** What API Gateway says when a function fails or answers with something that it cannot read. */
export const internalServerError = () => message(500, 'Internal Server Error');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Turns a function's result (JSON) into a reply by the rules of payload format 2.0. */
export function createReply(payload: string): HttpReply {
  const result: unknown = JSON.parse(payload);
  if (!isRecord(result) || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalServerError();
  const headers: HttpReply['headers'] = {};
  for (const [name, value] of Object.entries(isRecord(result.headers) ? result.headers : {})) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  for (const [name, values] of Object.entries(
    isRecord(result.multiValueHeaders) ? result.multiValueHeaders : {},
  )) {
    if (Array.isArray(values)) headers[name.toLowerCase()] = values.map(String).join(',');
  }
  if (Array.isArray(result.cookies)) headers['set-cookie'] = result.cookies.map(String);
  const { body } = result;
  if (body !== undefined && body !== null && typeof body !== 'string') return internalServerError();
  const text = body ?? '';
  if (text !== '' && headers['content-type'] === undefined)
    headers['content-type'] = 'text/plain;charset=UTF-8';
  return { status, headers, body: result.isBase64Encoded === true ? Buffer.from(text, 'base64') : text };
}
