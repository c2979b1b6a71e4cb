import { ERROR_STATUS, type ErrorCode } from '../../src/contract/index.ts';
import { errorExample } from './examples.ts';

export const reference = (schema: string) => ({ $ref: `#/components/schemas/${schema}` });

export const json = (schema: string, examples: Record<string, { value: unknown }>) => ({
  'application/json': { schema: reference(schema), examples },
});

const header = (description: string, type: string, required = false) => ({
  description,
  ...(required ? { required } : {}),
  schema: { type },
});

const correlationId = { 'X-Correlation-ID': header('The id sent, or the one made here.', 'string', true) };

export function ok(description: string, schema: string, example: unknown, options: { etag?: boolean } = {}) {
  return {
    description,
    headers: {
      ...correlationId,
      'Cache-Control': header('Running things are `no-store`.', 'string', true),
      ...(options.etag ? { ETag: header('Send it back as `If-None-Match`.', 'string') } : {}),
    },
    content: json(schema, { example: { value: example } }),
  };
}

type Documented =
  | 400
  | 405
  | 409
  | 413
  | 415
  | 429
  | 500
  | 502
  | 503
  | 'query'
  | 'JOB_NOT_FOUND'
  | 'GALLERY_NOT_FOUND';

/** Codes behind each error status of the routes with a body; the rest by name. */
const CODES: Record<Documented, ErrorCode[]> = {
  400: [
    'INVALID_JSON',
    'PROMPT_REQUIRED',
    'PROMPT_TOO_LONG',
    'PROMPT_BLOCKED',
    'INVALID_PARAMETER',
    'UNKNOWN_MODEL',
  ],
  query: ['INVALID_PARAMETER', 'INVALID_CURSOR'],
  JOB_NOT_FOUND: ['JOB_NOT_FOUND'],
  GALLERY_NOT_FOUND: ['GALLERY_NOT_FOUND'],
  405: ['METHOD_NOT_ALLOWED'],
  409: ['IDEMPOTENCY_MISMATCH'],
  413: ['PAYLOAD_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  429: ['RATE_LIMITED', 'BUDGET_EXHAUSTED'],
  500: ['INTERNAL'],
  502: ['ENHANCER_FAILED'],
  503: ['DISPATCH_FAILED'],
};

const MESSAGES: Record<ErrorCode, string> = {
  INVALID_JSON: 'The body is not valid JSON.',
  PROMPT_REQUIRED: 'Please write a prompt.',
  PROMPT_TOO_LONG: 'The prompt is too long: at most 1000 characters.',
  PROMPT_BLOCKED: 'This prompt asks for something that is not drawn here.',
  INVALID_PARAMETER: 'seed must be a whole number.',
  UNKNOWN_MODEL: 'There is no model 9-nobody here.',
  INVALID_CURSOR: 'The cursor is not one of ours; start again without it.',
  JOB_NOT_FOUND: 'There is no such run, or it has expired.',
  GALLERY_NOT_FOUND: 'There is no such gallery, or it has expired.',
  METHOD_NOT_ALLOWED: 'This address takes GET, not DELETE.',
  IDEMPOTENCY_MISMATCH: 'This Idempotency-Key was used for another request.',
  PAYLOAD_TOO_LARGE: 'The body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'Send JSON, with the header Content-Type: application/json.',
  RATE_LIMITED: 'The limit of this address for today is reached.',
  BUDGET_EXHAUSTED: 'The budget for today is spent.',
  INTERNAL: 'Something went wrong on our side.',
  ENHANCER_FAILED: 'The prompt could not be rewritten.',
  DISPATCH_FAILED: 'No model could be started; nothing was charged.',
};

/** Error responses by status, each with an example per code. */
export function errors(...kinds: Documented[]): Record<number, unknown> {
  return Object.fromEntries(
    kinds.map((kind) => [ERROR_STATUS[CODES[kind][0] ?? 'INTERNAL'], response(CODES[kind])]),
  );
}

function response(codes: ErrorCode[]) {
  const limited = codes.includes('RATE_LIMITED');
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      ...correlationId,
      ...(codes.includes('METHOD_NOT_ALLOWED')
        ? { Allow: header('The method that is taken.', 'string', true) }
        : {}),
      ...(limited
        ? {
            'Retry-After': header('Seconds until asking again makes sense.', 'integer'),
            'RateLimit-Limit': header('What the exhausted limit allows in its window.', 'integer'),
            'RateLimit-Remaining': header('What is left of it.', 'integer'),
            'RateLimit-Reset': header('Seconds until the window ends.', 'integer'),
          }
        : {}),
    },
    content: json(
      'ErrorResponse',
      Object.fromEntries(
        codes.map((code) => [
          code,
          { value: errorExample(code, MESSAGES[code], limited ? { retryAfter: 3600 } : {}) },
        ]),
      ),
    ),
  };
}
