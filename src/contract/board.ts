import { type Static, Type } from 'typebox';
import { jobIdOf, ModelNames, RunKey } from './common.ts';
import { MOST_BOARD_VOTES, MOST_KEPT_RUNS } from './constants.ts';
import { EXAMPLE_MODELS } from './examples.ts';
import { operation } from './operation.ts';

const column = (maximum: number | undefined, description: string) =>
  Type.Array(Type.Integer({ minimum: 0, ...(maximum !== undefined && { maximum }) }), { description });

export const BoardResponse = Type.Object(
  {
    models: ModelNames,
    prompts: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: 'Of a list the number of the cell; else it means nothing.' }),
          cell: Type.Optional(Type.Integer({ minimum: 0, description: 'Of a list: which of its prompts.' })),
          category: Type.Optional(Type.String({ description: 'As the list has it.' })),
        },
        { additionalProperties: false },
      ),
      {
        description:
          'What was asked for, without a word of it: votes on the same words have the same prompt.',
      },
    ),
    voters: Type.Object(
      {
        count: Type.Integer({ minimum: 0 }),
        are: Type.Enum(['people', 'browsers'], {
          description: 'In an open stack, a voter is a browser, of which anybody can have many.',
        }),
      },
      { additionalProperties: false },
    ),
    firstDay: Type.Union(
      [Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'By UTC.' }), Type.Null()],
      { description: 'Of the first vote.' },
    ),
    votes: Type.Object(
      {
        left: column(undefined, 'Place in `models`.'),
        right: column(undefined, 'Place in `models`.'),
        outcome: column(3, '0: the left one is better, 1: the right one, 2: a tie, 3: both are bad.'),
        prompt: column(undefined, 'Place in `prompts`.'),
        voter: column(undefined, '0 is whoever asks; others have numbers from 1.'),
        day: column(undefined, 'Days after `firstDay`.'),
      },
      { additionalProperties: false, description: 'Columns of the same length, the oldest vote first.' },
    ),
    hidden: Type.Optional(
      Type.Literal(true, {
        description:
          'With `names=told`, while names could give away what is being judged: `models` have numbers for ids and names, in an order that tells nothing, and there are no pictures.',
      }),
    ),
    pictures: Type.Optional(
      Type.Array(
        Type.Object(
          {
            prompt: Type.Integer({ minimum: 0, description: 'Place in `prompts`.' }),
            model: Type.Integer({ minimum: 0, description: 'Place in `models`.' }),
            index: Type.Integer({ minimum: 0, description: 'Which picture of the model, from 0.' }),
            imageUrl: Type.String({ description: 'Of a small WebP.' }),
          },
          { additionalProperties: false },
        ),
        {
          description: `With \`pictures=kept\`: small copies of judged pictures whose runs have expired, of at most ${MOST_KEPT_RUNS} runs. Without a list, of those that whoever asks has judged.`,
        },
      ),
    ),
    complete: Type.Boolean({
      description: `False where there are more than ${MOST_BOARD_VOTES} votes, of which so many are told.`,
    }),
  },
  { additionalProperties: false },
);
export type BoardResponse = Static<typeof BoardResponse>;

export const BoardQuery = Type.Object(
  {
    list: Type.Optional(jobIdOf('The board of a list of prompts, instead of that of everyday runs.')),
    names: Type.Optional(
      Type.Enum(['told'], {
        description:
          'No name of a model while whoever asks has judged a run, of their newest, of which it is not told whose the pictures are.',
      }),
    ),
    pictures: Type.Optional(
      Type.Enum(['kept'], { description: 'Also tells small copies of judged pictures whose runs are gone.' }),
    ),
  },
  { additionalProperties: false },
);
export type BoardQuery = Static<typeof BoardQuery>;

export const getBoard = operation({
  operationId: 'getBoard',
  route: 'GET /board',
  tag: 'votes',
  summary:
    'All votes on runs that were drawn blind, to compute from which model is best. In a closed stack, those of whoever asks. With `list`, those on a list, for whoever may see it or has voted on it, also when it is gone.',
  query: BoardQuery,
  headers: {
    'X-Run-Key': {
      schema: RunKey,
      description: 'A key that votes were sent with, so that they have the number 0.',
    },
    'X-Voter': { schema: RunKey, description: 'The same, of votes that were sent with it.' },
  },
  response: {
    description:
      'Without words and runs: votes outlive them. Skipped pairs are not in it. Docs: `docs/board.md` says what to make of it.',
    schema: BoardResponse,
    example: {
      models: EXAMPLE_MODELS,
      prompts: [{ id: '1' }],
      voters: { count: 2, are: 'browsers' },
      firstDay: '2026-11-20',
      votes: { left: [0, 1], right: [1, 0], outcome: [0, 2], prompt: [0, 0], voter: [0, 1], day: [0, 6] },
      complete: true,
    },
  },
  errors: ['LIST_NOT_FOUND', 'DISPATCH_FAILED'],
});
