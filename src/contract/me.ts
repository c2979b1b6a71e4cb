import { type Static, Type } from 'typebox';
import { ROLES } from './constants.ts';
import { operation } from './operation.ts';

export const MeResponse = Type.Object(
  {
    person: Type.Object(
      {
        id: Type.String({ description: 'What the person is called here: a hash.' }),
        role: Type.Enum([...ROLES]),
        email: Type.Optional(Type.String({ description: 'As the token has it; kept nowhere.' })),
      },
      { additionalProperties: false },
    ),
    spent: Type.Object(
      {
        runs: Type.Integer({ minimum: 0, description: 'Started today, by UTC.' }),
        usd: Type.Number({
          minimum: 0,
          description: 'This month, with what is held for runs that are drawing.',
        }),
      },
      { additionalProperties: false },
    ),
    left: Type.Object(
      {
        runs: Type.Integer({ minimum: 0, description: 'Today.' }),
        usd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
          description: 'This month; null where no budget is set for each person.',
        }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type MeResponse = Static<typeof MeResponse>;

export const getMe = operation({
  operationId: 'getMe',
  route: 'GET /me',
  tag: 'access',
  summary: 'Who one is, and what one has used and has left.',
  response: {
    description: 'Of the person who has signed in; an open stack knows nobody and answers 403.',
    schema: MeResponse,
    example: {
      person: { id: 'cQ0hBqBk1nE9m3rJx5vZ7A', role: 'member', email: 'ann@example.org' },
      spent: { runs: 3, usd: 1.25 },
      left: { runs: 47, usd: 8.75 },
    },
  },
  errors: ['DISPATCH_FAILED'],
});
