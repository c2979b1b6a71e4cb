import { RequestError } from '../errors.ts';
import type { ApiRequest } from './request.ts';

/** Far more than any valid body needs. */
export const MAX_BODY_BYTES = 64 * 1024;
const MAX_DEPTH = 32;

/**
 * The parsed body of a request.
 * @throws RequestError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or INVALID_JSON
 */
export function readJsonBody(request: Pick<ApiRequest, 'headers' | 'body' | 'isBase64Encoded'>): unknown {
  requireJson(request.headers['content-type']);
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    throw new RequestError(
      'PAYLOAD_TOO_LARGE',
      `The body has ${bytes.length} bytes; at most ${MAX_BODY_BYTES} are taken.`,
    );
  }
  const text = decode(bytes);
  if (text.trim() === '') throw new RequestError('INVALID_JSON', 'The body is empty; send a JSON object.');
  if (isTooDeep(text)) {
    throw new RequestError(
      'INVALID_JSON',
      `The body is nested too deeply; at most ${MAX_DEPTH} levels are taken.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestError('INVALID_JSON', 'The body is not valid JSON.', { cause });
  }
}

function requireJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (type.trim() === 'application/json' && isUtf8) return;
  throw new RequestError(
    'UNSUPPORTED_MEDIA_TYPE',
    'Send JSON in UTF-8, with the header "Content-Type: application/json".',
  );
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RequestError('INVALID_JSON', 'The body is not valid UTF-8.', { cause });
  }
}

/** Looked at before parsing; brackets inside strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
