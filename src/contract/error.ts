import { type Static, Type } from 'typebox';

/** Every error code of the HTTP contract with its status. */
export const ERROR_STATUS = {
  INVALID_JSON: 400,
  PROMPT_REQUIRED: 400,
  PROMPT_TOO_LONG: 400,
  PROMPT_BLOCKED: 400,
  INVALID_PARAMETER: 400,
  UNKNOWN_MODEL: 400,
  INVALID_CURSOR: 400,
  JOB_NOT_FOUND: 404,
  GALLERY_NOT_FOUND: 404,
  IDEMPOTENCY_MISMATCH: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  BUDGET_EXHAUSTED: 429,
  INTERNAL: 500,
  ENHANCER_FAILED: 502,
  DISPATCH_FAILED: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

export const ErrorResponse = Type.Object(
  {
    error: Type.String({ description: 'A sentence that a person can act on.' }),
    code: Type.Enum(Object.keys(ERROR_STATUS)),
    requestId: Type.String(),
    details: Type.Optional(
      Type.Array(
        Type.Object({ field: Type.String(), message: Type.String() }, { additionalProperties: false }),
      ),
    ),
    retryAfter: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds.' })),
  },
  { additionalProperties: false },
);
export type ErrorResponse = Static<typeof ErrorResponse>;
