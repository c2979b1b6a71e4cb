import { BLANK_PATTERN, ENHANCE_PROMPT_MAX_LENGTH, PROMPT_MAX_LENGTH } from '../contract/constants.ts';
import {
  type Fault,
  isEnhanceRequest,
  isGalleryListQuery,
  isGenerateRequest,
  isIdempotencyKey,
  type Validator,
} from '../contract/generated/validators.js';
import type { EnhanceRequest, GalleryListQuery, GenerateRequest } from '../contract/index.ts';
import { RequestError } from '../errors.ts';
import { cleanText } from '../lib/sanitise.ts';
import { detailOf, fieldOf } from './invalid-input.ts';
import type { ApiRequest } from './types.ts';

/** Far more than any valid body needs. */
export const MAX_BODY_BYTES = 64 * 1024;
const MAX_DEPTH = 32;
/** More faults than this help nobody. */
const MAX_DETAILS = 20;

type JsonRequest = Pick<ApiRequest, 'headers' | 'body' | 'isBase64Encoded'>;

/** The checked body of `POST /generate`, its texts normalised. @throws RequestError */
export function readGenerateRequest(request: JsonRequest): GenerateRequest {
  const { negativePrompt, ...body } = check(readJsonBody(request), isGenerateRequest, PROMPT_MAX_LENGTH);
  const unwanted = cleanText(negativePrompt ?? '');
  return {
    ...body,
    prompt: cleanText(body.prompt),
    ...(unwanted === '' ? {} : { negativePrompt: unwanted }),
  };
}

/** The checked body of `POST /enhance`, its text normalised. @throws RequestError */
export function readEnhanceRequest(request: JsonRequest): EnhanceRequest {
  const { prompt } = check(readJsonBody(request), isEnhanceRequest, ENHANCE_PROMPT_MAX_LENGTH);
  return { prompt: cleanText(prompt) };
}

/** The checked query of `GET /gallery/list`. @throws RequestError */
export function readGalleryQuery(request: Pick<ApiRequest, 'query'>): GalleryListQuery {
  const { limit, ...others } = request.query;
  const query: unknown =
    limit === undefined
      ? { ...others }
      : { ...others, limit: /^-?\d{1,9}$/.test(limit) ? Number(limit) : limit };
  if (isGalleryListQuery(query)) return query;
  const faults = isGalleryListQuery.errors ?? [];
  if (faults.every((fault) => fieldOf(fault) === 'cursor')) {
    throw new RequestError('INVALID_CURSOR', 'The cursor is not one of ours; start again without it.');
  }
  throw invalid(faults);
}

/** The `Idempotency-Key` header, `undefined` where there is none. @throws RequestError INVALID_PARAMETER */
export function readIdempotencyKey(request: Pick<ApiRequest, 'headers'>): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || isIdempotencyKey(key)) return key;
  const message = 'Idempotency-Key must have 1 to 255 printable ASCII characters.';
  throw new RequestError('INVALID_PARAMETER', message, { details: [{ field: 'Idempotency-Key', message }] });
}

function check<T>(body: unknown, isValid: Validator<T>, maxLength: number): T {
  if (isValid(body)) return body;
  const faults = isValid.errors ?? [];
  const prompt = typeof body === 'object' && body !== null && 'prompt' in body ? body.prompt : undefined;
  const ofPrompt = faults.filter((fault) => fieldOf(fault) === 'prompt').map((fault) => fault.keyword);
  if (ofPrompt.includes('required') || prompt === null || (ofPrompt.length > 0 && isBlank(prompt))) {
    throw invalid(faults, { code: 'PROMPT_REQUIRED', message: 'Please write a prompt.' });
  }
  if (ofPrompt.includes('maxLength')) {
    const message = `The prompt is too long: at most ${maxLength} characters.`;
    throw invalid(faults, { code: 'PROMPT_TOO_LONG', message });
  }
  throw invalid(faults);
}

const BLANK = new RegExp(BLANK_PATTERN, 'u');
const isBlank = (prompt: unknown) => typeof prompt === 'string' && BLANK.test(prompt);

function invalid(faults: readonly Fault[], promptFault?: PromptFault): RequestError {
  const ofPrompt = promptFault ? [{ field: 'prompt', message: promptFault.message }] : [];
  const others = faults.map(detailOf).filter(({ field }) => promptFault === undefined || field !== 'prompt');
  const details = [...ofPrompt, ...others].slice(0, MAX_DETAILS);
  const message = promptFault?.message ?? summary(details.map((detail) => detail.message));
  return new RequestError(promptFault?.code ?? 'INVALID_PARAMETER', message, { details });
}

interface PromptFault {
  code: 'PROMPT_REQUIRED' | 'PROMPT_TOO_LONG';
  message: string;
}

const summary = (messages: string[]) =>
  messages.length === 1 ? String(messages[0]) : `${messages.length} things are wrong: ${messages.join(' ')}`;

/**
 * The parsed body of a request.
 * @throws RequestError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or INVALID_JSON
 */
export function readJsonBody(request: JsonRequest): unknown {
  requireJson(request.headers['content-type']);
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    throw new RequestError(
      'PAYLOAD_TOO_LARGE',
      `The body has ${bytes.length} bytes; at most ${MAX_BODY_BYTES} are accepted.`,
    );
  }
  const text = decode(bytes);
  if (text.trim() === '') throw new RequestError('INVALID_JSON', 'The body is empty; send a JSON object.');
  if (isTooDeep(text)) {
    throw new RequestError(
      'INVALID_JSON',
      `The body is nested too deeply; at most ${MAX_DEPTH} levels are accepted.`,
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

/** Checked before parsing. Brackets inside strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
