import { BLANK_PATTERN, ENHANCE_PROMPT_MAX_LENGTH, PROMPT_MAX_LENGTH } from '../contract/constants.ts';
import {
  type Fault,
  isCancelRequest,
  isChangeRunRequest,
  isCreateKeyRequest,
  isCreateLinkRequest,
  isCreateReferenceRequest,
  isEnhanceRequest,
  isExportQuery,
  isGalleryListQuery,
  isGenerateRequest,
  isIdempotencyKey,
  isRunKey,
  isRunKeyHash,
  isRunListQuery,
  type Validator,
} from '../contract/generated/validators.js';
import type {
  CancelRequest,
  ChangeRunRequest,
  CreateKeyRequest,
  CreateLinkRequest,
  CreateReferenceRequest,
  EnhanceRequest,
  ExportQuery,
  GalleryListQuery,
  GenerateRequest,
  RunListQuery,
} from '../contract/index.ts';
import { invalidField, RequestError, type RequestHeader } from '../errors.ts';
import { cleanText } from '../lib/sanitise.ts';
import { detailOf, fieldOf } from './invalid-input.ts';
import type { ApiRequest } from './types.ts';

/** Far more than any valid body needs. */
export const MAX_BODY_BYTES = 64 * 1024;
const MAX_DEPTH = 32;
/** Listing more faults than this would not help. */
const MAX_DETAILS = 20;

export type JsonRequest = Pick<ApiRequest, 'headers' | 'body' | 'isBase64Encoded'>;

/** The checked body of `POST /generate`, its texts normalised. @throws RequestError */
export function readGenerateRequest(request: JsonRequest): GenerateRequest {
  const { prompt, negativePrompt, ...body } = check(
    readJsonBody(request),
    isGenerateRequest,
    PROMPT_MAX_LENGTH,
  );
  const unwanted = cleanText(negativePrompt ?? '');
  return {
    ...body,
    ...(prompt === undefined ? {} : { prompt: cleanText(prompt) }),
    ...(unwanted === '' ? {} : { negativePrompt: unwanted }),
  };
}

/** The checked body of `POST /runs/{jobId}/cancel`; no body means everything. @throws RequestError */
export function readCancelRequest(request: JsonRequest): CancelRequest {
  if ((request.body ?? '') === '') return {};
  return valid(readJsonBody(request), isCancelRequest);
}

/** The checked body of `POST /runs/{jobId}/links`; no body means pictures alone. @throws RequestError */
export function readCreateLinkRequest(request: JsonRequest): CreateLinkRequest {
  if ((request.body ?? '') === '') return {};
  return valid(readJsonBody(request), isCreateLinkRequest);
}

/** The checked body of `PATCH /runs/{jobId}`, its text normalised. @throws RequestError */
export function readChangeRunRequest(request: JsonRequest): ChangeRunRequest {
  const body = valid(readJsonBody(request), isChangeRunRequest);
  const { title } = body;
  return title === undefined ? body : { ...body, title: cleanText(title) };
}

/** The checked body of `POST /keys`, its text normalised. @throws RequestError */
export function readCreateKeyRequest(request: JsonRequest): CreateKeyRequest {
  const body = valid(readJsonBody(request), isCreateKeyRequest);
  return { ...body, name: cleanText(body.name) };
}

/** The checked body of `POST /references`. @throws RequestError */
export function readCreateReferenceRequest(request: JsonRequest): CreateReferenceRequest {
  const body = readJsonBody(request);
  if (isCreateReferenceRequest(body)) return body;
  const faults = isCreateReferenceRequest.errors ?? [];
  const others = faults.filter((fault) => !isOtherKind(fault));
  if (others.length > 0) throw invalid(others);
  const message = 'Send contentType and bytes of a file, or from, a picture of a run; not both.';
  throw invalidField('body', message);
}

export function valid<Body>(body: unknown, isValid: Validator<Body>): Body {
  if (isValid(body)) return body;
  throw invalid(isValid.errors ?? []);
}

/** What is missing of a body that could be either of two. */
const isOtherKind = ({ keyword, instancePath }: Fault) =>
  keyword === 'oneOf' || (keyword === 'required' && instancePath === '');

/** The checked body of `POST /enhance`, its text normalised. @throws RequestError */
export function readEnhanceRequest(request: JsonRequest): EnhanceRequest {
  const { prompt } = check(readJsonBody(request), isEnhanceRequest, ENHANCE_PROMPT_MAX_LENGTH);
  return { prompt: cleanText(prompt) };
}

/** The checked query of `GET /gallery/list`. @throws RequestError */
export const readGalleryQuery = (request: WithQuery): GalleryListQuery =>
  readListQuery(request, isGalleryListQuery);

/** The checked query of `GET /runs`. @throws RequestError */
export const readRunListQuery = (request: WithQuery): RunListQuery => readListQuery(request, isRunListQuery);

/** The checked query of `GET /me/export`. @throws RequestError */
export const readExportQuery = (request: WithQuery): ExportQuery => readListQuery(request, isExportQuery);

export type WithQuery = Pick<ApiRequest, 'query'>;

/** The checked query of a list in pages. @throws RequestError */
export function readListQuery<Query>(request: WithQuery, isValid: Validator<Query>): Query {
  const { limit, ...others } = request.query;
  const query: unknown =
    limit === undefined
      ? { ...others }
      : { ...others, limit: /^-?\d{1,9}$/.test(limit) ? Number(limit) : limit };
  if (isValid(query)) return query;
  const faults = isValid.errors ?? [];
  if (faults.every((fault) => fieldOf(fault) === 'cursor')) {
    throw new RequestError('INVALID_CURSOR', 'The cursor is not one of ours; start again without it.');
  }
  throw invalid(faults);
}

export type WithHeaders = Pick<ApiRequest, 'headers'>;

/** The `Idempotency-Key` header, `undefined` where there is none. @throws RequestError INVALID_PARAMETER */
export function readIdempotencyKey(request: WithHeaders): string | undefined {
  return readHeader(request, 'Idempotency-Key', isIdempotencyKey, '1 to 255 printable ASCII characters');
}

/** The `X-Run-Key` header, `undefined` where there is none. @throws RequestError INVALID_PARAMETER */
export function readRunKey(request: WithHeaders): string | undefined {
  return readHeader(request, 'X-Run-Key', isRunKey, '22 to 128 letters, digits, hyphens or underscores');
}

/** On whose behalf a request is sent. @throws RequestError INVALID_PARAMETER if its `X-Run-Key` cannot be one */
export function readRequester(request: WithHeaders & Pick<ApiRequest, 'caller'>) {
  const { id: owner, role, scopes } = request.caller;
  return { runKey: readRunKey(request), owner, isAdmin: role === 'admin' && scopes.includes('admin') };
}

/** The same, of a request that makes no sense without a person or a key. @throws RequestError INVALID_PARAMETER */
export function requireRequester(request: WithHeaders & Pick<ApiRequest, 'caller'>) {
  const requester = readRequester(request);
  if (requester.owner !== undefined || requester.runKey !== undefined) return requester;
  const message = 'X-Run-Key is missing: the key that the runs were started with.';
  throw invalidField('X-Run-Key', message);
}

/**
 * The same, of a request that is about everything of somebody, which no program may ask for.
 * @throws RequestError NOT_ALLOWED, INVALID_PARAMETER
 */
export function requireOwner(request: WithHeaders & Pick<ApiRequest, 'caller'>) {
  if (request.caller.kind === 'key') {
    throw new RequestError('NOT_ALLOWED', 'A program may not do this. Sign in yourself.');
  }
  const { owner, runKey } = requireRequester(request);
  return { owner, runKey };
}

/** The `X-Run-Key-Hash` header, `undefined` where there is none. @throws RequestError INVALID_PARAMETER */
export function readRunKeyHash(request: WithHeaders): string | undefined {
  return readHeader(request, 'X-Run-Key-Hash', isRunKeyHash, '64 lower-case hexadecimal digits');
}

export function readHeader(
  { headers }: WithHeaders,
  name: RequestHeader,
  isValid: Validator<string>,
  form: string,
): string | undefined {
  const value = headers[name.toLowerCase()];
  if (value === undefined || isValid(value)) return value;
  const message = `${name} must have ${form}.`;
  throw invalidField(name, message);
}

function check<T>(body: unknown, isValid: Validator<T>, maxLength: number): T {
  if (isValid(body)) return body;
  const faults = (isValid.errors ?? []).filter((fault) => !isOtherWay(fault));
  const prompt = typeof body === 'object' && body !== null && 'prompt' in body ? body.prompt : undefined;
  const ofPrompt = faults.filter((fault) => fieldOf(fault) === 'prompt').map((fault) => fault.keyword);
  if (ofPrompt.includes('required') || prompt === null || isBlank(prompt)) {
    throw invalid(faults, NO_PROMPT);
  }
  if (ofPrompt.includes('maxLength')) {
    const message = `The prompt is too long: at most ${maxLength} characters.`;
    throw invalid(faults, { code: 'PROMPT_TOO_LONG', message });
  }
  throw invalid(faults);
}

/** A request without a prompt could also be a retry, or enlarge a picture; what is said is what most people forgot. */
const isOtherWay = ({ keyword, params }: Fault) =>
  keyword === 'anyOf' ||
  keyword === 'const' ||
  params.missingProperty === 'retryOf' ||
  params.missingProperty === 'operation' ||
  params.missingProperty === 'cell';

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

const NO_PROMPT: PromptFault = { code: 'PROMPT_REQUIRED', message: 'Please write a prompt.' };

const summary = (messages: string[]) =>
  messages.length === 1 ? String(messages[0]) : `${messages.length} things are wrong: ${messages.join(' ')}`;

/**
 * The parsed body of a request.
 * @throws RequestError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or INVALID_JSON
 */
export function readJsonBody(request: JsonRequest, maxBytes = MAX_BODY_BYTES): unknown {
  requireJson(request.headers['content-type']);
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new RequestError(
      'PAYLOAD_TOO_LARGE',
      `The body has ${bytes.length} bytes; at most ${maxBytes} are accepted.`,
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
