import { type Static, Type } from 'typebox';
import { ERROR_STATUS } from './constants.ts';

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
