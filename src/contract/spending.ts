import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';

export const PersonSpending = Type.Object(
  {
    id: Type.String({ description: 'What the person is called here: a hash.' }),
    runs: Type.Integer({
      minimum: 0,
      description: 'Started this month and kept; deleted ones have cost what they have, and are not counted.',
    }),
    usd: Type.Number({
      minimum: 0,
      description: 'This month, with what is held for runs that are drawing, and with deleted runs.',
    }),
    leftUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      description: 'This month; null where no budget is set for each person.',
    }),
  },
  { additionalProperties: false },
);
export type PersonSpending = Static<typeof PersonSpending>;

export const SpendingResponse = Type.Object(
  {
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$', description: 'The calendar month, by UTC.' }),
    budgetUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      description: 'What each person may spend in it; null where no budget is set.',
    }),
    people: Type.Array(PersonSpending, {
      description: 'Everybody who has drawn in it, who has spent most first.',
    }),
    total: Type.Integer({ minimum: 0, description: 'How many people.' }),
  },
  { additionalProperties: false },
);
export type SpendingResponse = Static<typeof SpendingResponse>;

export const getSpending = operation({
  operationId: 'getSpending',
  route: 'GET /spending',
  tag: 'access',
  summary: 'What each person has spent this month, for admins.',
  response: {
    description:
      'As the budgets have counted it. Whoever is no admin gets 403, and so does everybody without a key in an open stack.',
    schema: SpendingResponse,
    example: {
      month: '2026-11',
      budgetUsd: 10,
      people: [
        { id: 'cQ0hBqBk1nE9m3rJx5vZ7A', runs: 12, usd: 1.25, leftUsd: 8.75 },
        { id: 'x8Wm2Pq0RkT5nYc7Ls1HvQ', runs: 1, usd: 0, leftUsd: 10 },
      ],
      total: 2,
    },
  },
  errors: ['DISPATCH_FAILED'],
});
