import type { TSchema } from 'typebox';
import { ERROR_STATUS, type ErrorCode } from '../../src/contract/constants.ts';
import { ErrorResponse } from '../../src/contract/error.ts';
import type { Operation } from '../../src/contract/operation.ts';

/** A sentence for each error code, as an example of what a client may get. */
const MESSAGES: Record<ErrorCode, string> = {
  INVALID_JSON: 'The body is not valid JSON.',
  PROMPT_REQUIRED: 'Please write a prompt.',
  PROMPT_TOO_LONG: 'The prompt is too long: at most 1000 characters.',
  PROMPT_BLOCKED: 'This prompt asks for something that is not drawn here.',
  INVALID_PARAMETER: 'seed must be a whole number.',
  UNKNOWN_MODEL: 'There is no model 9-nobody here.',
  INVALID_CURSOR: 'The cursor is not one of ours; start again without it.',
  REFERENCE_NOT_FOUND: 'This picture was never uploaded, or it has expired. Hand it in again.',
  REFERENCE_UNUSABLE: 'This is not a PNG, JPEG, WebP, GIF or AVIF picture.',
  MASK_MISMATCH: 'The mask has 512 × 512 pixels, the picture has 1024 × 768. They have to be the same.',
  UNSUPPORTED_OPERATION: 'Demo Contour cannot combine pictures.',
  SIGN_IN_REQUIRED: 'Sign in to use this service.',
  SESSION_EXPIRED: 'Your session has ended. Sign in again.',
  BAD_KEY_GIVEN: 'This key is not valid, or it has been revoked.',
  NOT_INVITED: 'You are signed in, but nobody has let you in here.',
  NOT_ALLOWED: 'You may not do this.',
  JOB_NOT_FOUND: 'There is no such run, or it has expired.',
  LINK_NOT_FOUND: 'There is no such link, or it has been revoked.',
  LIST_NOT_FOUND: 'There is no such list, it has expired, or it is not yours.',
  VOTE_NOT_FOUND: 'There is no such vote of yours.',
  RUN_DELETED: 'This run has been deleted.',
  RUN_EXPIRED: 'This run has expired.',
  GALLERY_NOT_FOUND: 'There is no such gallery, or it has expired.',
  KEY_NOT_FOUND: 'There is no such key, or it is not yours.',
  METHOD_NOT_ALLOWED: 'This address takes GET, not DELETE.',
  IDEMPOTENCY_IN_PROGRESS: 'An earlier request with the same Idempotency-Key is still being processed.',
  RUN_NOT_ENDED: 'This run is still drawing. It can be revealed once it has ended.',
  STILL_BLIND: 'This run was drawn blind. Have it revealed first.',
  RUN_REVEALED: 'It is told whose the pictures of this run are, so that nobody can judge them blind.',
  ALREADY_VOTED: 'You have judged these two pictures before, and otherwise.',
  VOTE_FINAL: 'A vote can be taken back for 10 minutes.',
  IDEMPOTENCY_MISMATCH: 'This Idempotency-Key was used for another request.',
  PAYLOAD_TOO_LARGE: 'The body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'Send JSON, with the header Content-Type: application/json.',
  RATE_LIMITED: 'The limit of this address for today is reached.',
  LIST_BUDGET_REACHED: 'What is left of the budget of this list is too little for another prompt.',
  BUDGET_EXHAUSTED: 'The budget for today is spent.',
  INTERNAL: 'Something went wrong on our side.',
  ENHANCER_FAILED: 'The prompt could not be rewritten.',
  DISPATCH_FAILED: 'No model could be started; nothing was charged.',
  SIGN_IN_UNAVAILABLE: 'Signing in does not work at the moment. Try again in a few seconds.',
};

/** The body of a request or response, with examples by name. */
export const json = (schema: TSchema, examples: Readonly<Record<string, unknown>>) => ({
  'application/json': {
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  },
});

const header = (description: string, type: string, required = false) => ({
  description,
  ...(required ? { required } : {}),
  schema: { type },
});

const CORRELATION_ID = { 'X-Correlation-ID': header('The id sent, or a new one.', 'string', true) };

const RATE_LIMIT = {
  'Retry-After': header('Seconds until a retry makes sense.', 'integer'),
  'RateLimit-Limit': header('What the exhausted limit allows in its window.', 'integer'),
  'RateLimit-Remaining': header('What is left of it.', 'integer'),
  'RateLimit-Reset': header('Seconds until the window ends.', 'integer'),
};

export function successResponse({ description, schema, example, notModified, links }: Operation['response']) {
  return {
    description,
    headers: {
      ...CORRELATION_ID,
      'Cache-Control': header('`no-store` while a run is still drawing.', 'string', true),
      ...(notModified ? { ETag: header('Send it back as `If-None-Match`.', 'string') } : {}),
    },
    content: json(schema, { example }),
    ...(links && { links }),
  };
}

/** The error responses of an operation by status, each with an example per code. */
export function errorResponses(operation: Operation): Record<number, unknown> {
  const codes = codesOf(operation);
  const statuses = new Set(codes.map((code) => ERROR_STATUS[code]));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      errorResponse(codes.filter((code) => ERROR_STATUS[code] === status)),
    ]),
  );
}

/** In the order of ERROR_STATUS; those that follow from the form of the request included. */
function codesOf({ request, query, headers, errors, public: isPublic }: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>([...errors, 'METHOD_NOT_ALLOWED', 'INTERNAL']);
  if (!isPublic) for (const code of ACCESS_ERRORS) codes.add(code);
  if (request) for (const code of BODY_ERRORS) codes.add(code);
  if (request || query || headers) codes.add('INVALID_PARAMETER');
  return ALL_CODES.filter((code) => codes.has(code));
}

const BODY_ERRORS: readonly ErrorCode[] = ['INVALID_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const ACCESS_ERRORS: readonly ErrorCode[] = [
  'SIGN_IN_REQUIRED',
  'SESSION_EXPIRED',
  'BAD_KEY_GIVEN',
  'NOT_INVITED',
  'NOT_ALLOWED',
  'SIGN_IN_UNAVAILABLE',
];
const ALL_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

function errorResponse(codes: readonly ErrorCode[]) {
  const limited = codes.includes('RATE_LIMITED');
  const allow = codes.includes('METHOD_NOT_ALLOWED');
  const example = (code: ErrorCode) => ({
    error: MESSAGES[code],
    code,
    requestId: 'JKJaXmPLvHcESHA=',
    ...(limited ? { retryAfter: 3600 } : {}),
  });
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      ...CORRELATION_ID,
      ...(allow ? { Allow: header('The method that this path takes.', 'string', true) } : {}),
      ...(limited ? RATE_LIMIT : {}),
    },
    content: json(ErrorResponse, Object.fromEntries(codes.map((code) => [code, example(code)]))),
  };
}
