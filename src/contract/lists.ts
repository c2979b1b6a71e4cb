import { type Static, Type } from 'typebox';
import { CostRange, DateTime, JobId, ListId, ModelNames, Parameters, RunKey, RunKeyHash } from './common.ts';
import {
  LIST_VISIBILITIES,
  MOST_PER_MODEL,
  MOST_PICTURES,
  MOST_PROMPTS,
  PROMPT_MAX_LENGTH,
  TITLE_MAX_LENGTH,
  VISIBLE_TEXT_PATTERN,
} from './constants.ts';
import { EXAMPLE_MODELS, EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

const words = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: VISIBLE_TEXT_PATTERN, description });

export const PromptOfList = Type.Object(
  {
    text: words(PROMPT_MAX_LENGTH, 'Trimmed and brought to Unicode normal form C.'),
    category: Type.Optional(words(50, 'What prompts of one kind have in common.')),
  },
  { additionalProperties: false },
);
export type PromptOfList = Static<typeof PromptOfList>;

const ListVisibility = Type.Enum([...LIST_VISIBILITIES], {
  description:
    '`private`: for whom it belongs to; `unlisted`: whoever has the id of the list may see it. Its runs are seen as the list is; those drawn blind are private.',
});

const Name = words(TITLE_MAX_LENGTH, 'What its owner calls the list.');
const Count = Type.Integer({ minimum: 1, maximum: MOST_PER_MODEL });
const Budget = Type.Number({
  exclusiveMinimum: 0,
  maximum: 1_000_000,
  description: 'US dollars that the list may cost in all. What a cell may cost is held in it from its start.',
});

export const CreateListRequest = Type.Object(
  {
    name: Name,
    prompts: Type.Array(PromptOfList, { minItems: 1, maxItems: MOST_PROMPTS }),
    models: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        description: 'Ids from GET /models; all of them when left out.',
      }),
    ),
    count: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_PER_MODEL,
        default: 1,
        description: `Pictures of each model for each prompt; at most ${MOST_PICTURES} for one prompt.`,
      }),
    ),
    parameters: Type.Optional(Parameters),
    blind: Type.Optional(
      Type.Boolean({ default: true, description: 'Draw without telling which picture is whose.' }),
    ),
    budgetUsd: Type.Optional(Budget),
    visibility: Type.Optional(ListVisibility),
  },
  { additionalProperties: false },
);
export type CreateListRequest = Static<typeof CreateListRequest>;

/** What is told of a list beside its prompts. */
export const listSummary = {
  listId: ListId,
  name: Name,
  createdAt: DateTime,
  models: ModelNames,
  count: Count,
  parameters: Parameters,
  blind: Type.Boolean(),
  visibility: ListVisibility,
  budgetUsd: Type.Optional(Budget),
  cellUsd: Type.Object(CostRange.properties, {
    additionalProperties: false,
    description: 'What one cell may cost, in US dollars, by the prices of when the list was made.',
  }),
};

/** A list as it was made. */
export const ListDefinition = Type.Object(
  { ...listSummary, prompts: Type.Array(PromptOfList) },
  { additionalProperties: false },
);
export type ListDefinition = Static<typeof ListDefinition>;

export const CreateListResponse = Type.Object(
  {
    listId: ListId,
    cells: Type.Integer({ minimum: 1, description: 'One for each prompt.' }),
    pictures: Type.Integer({ minimum: 1, description: 'Of all cells.' }),
    estimatedUsd: Type.Object(CostRange.properties, {
      additionalProperties: false,
      description: 'What all cells may cost, in US dollars.',
    }),
  },
  { additionalProperties: false },
);
export type CreateListResponse = Static<typeof CreateListResponse>;

const Pictures = Type.Integer({ minimum: 0 });

export const ListCell = Type.Object(
  {
    n: Type.Integer({ minimum: 0, maximum: MOST_PROMPTS - 1, description: 'Its prompt, from 0.' }),
    state: Type.Enum(['open', 'running', 'ended', 'deleted'], {
      description: '`open`: not started; `deleted`: its run is gone, and is not drawn again.',
    }),
    jobId: Type.Optional(JobId),
    revealed: Type.Optional(
      Type.Boolean({ description: 'Whether it is told whose its pictures are; of runs that have ended.' }),
    ),
    completed: Type.Optional(Pictures),
    failed: Type.Optional(Pictures),
    refused: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Of those that failed: refused by their vendor.' }),
    ),
  },
  { additionalProperties: false },
);
export type ListCell = Static<typeof ListCell>;

export const ListResponse = Type.Object(
  {
    ...ListDefinition.properties,
    cells: Type.Array(ListCell, { description: 'One for each prompt, in their order.' }),
    spentUsd: Type.Number({ minimum: 0, description: 'The sum of what is known so far.' }),
    unknownCosts: Type.Integer({
      minimum: 0,
      description: 'Pictures, and failures that were or may have been billed, whose cost nobody knows.',
    }),
    budgetLeftUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      description: 'Of `budgetUsd`, without what is held for cells that are drawing; null without one.',
    }),
    stoppedBy: Type.Optional(
      Type.Enum(['budget'], { description: 'Why the next cell would not be started.' }),
    ),
  },
  { additionalProperties: false },
);
export type ListResponse = Static<typeof ListResponse>;

const listId = '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41';
export const EXAMPLE_SUMMARY = {
  listId,
  name: 'Posters',
  createdAt: EXAMPLE_RUN.createdAt,
  models: EXAMPLE_MODELS,
  count: 2,
  parameters: { aspectRatio: '16:9' },
  blind: true,
  visibility: 'private',
  budgetUsd: 5,
  cellUsd: { low: 0, high: 0 },
} as const;
export const EXAMPLE_LIST = {
  ...EXAMPLE_SUMMARY,
  prompts: [
    { text: EXAMPLE_RUN.prompt, category: 'painting' },
    { text: 'a poster that says OPEN', category: 'writing' },
  ],
};

export const ofList = { listId: { schema: ListId, description: 'The list.' } };
export const keyOfList = {
  schema: RunKey,
  description: 'The key that the list was made with, in an open stack.',
};

export const createList = operation({
  operationId: 'createList',
  route: 'POST /lists',
  tag: 'lists',
  summary:
    'Make a list of prompts that the same models shall draw. Nothing is drawn yet: each prompt is a cell, started by `POST /generate` with `cell`.',
  headers: {
    'X-Run-Key-Hash': {
      schema: RunKeyHash,
      description:
        'The SHA-256 of a key that the client keeps. Needed in an open stack: the list and its runs belong to whoever has the key. In a closed one they are those of the person.',
    },
  },
  request: {
    schema: CreateListRequest,
    examples: {
      simple: { name: 'Foxes', prompts: [{ text: 'a red fox' }, { text: 'a blue fox' }] },
      settings: {
        name: EXAMPLE_SUMMARY.name,
        prompts: EXAMPLE_LIST.prompts,
        models: EXAMPLE_MODELS.map(({ id }) => id),
        count: 2,
        parameters: { aspectRatio: '16:9' },
        budgetUsd: 5,
      },
    },
  },
  response: {
    description: 'The list, and what its cells may cost.',
    schema: CreateListResponse,
    example: { listId, cells: 2, pictures: 8, estimatedUsd: { low: 0, high: 0 } },
    links: { list: { operationId: 'getList', parameters: { listId: '$response.body#/listId' } } },
  },
  errors: ['PROMPT_BLOCKED', 'UNKNOWN_MODEL', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});

export const getList = operation({
  operationId: 'getList',
  route: 'GET /lists/{listId}',
  tag: 'lists',
  summary: 'A list of prompts, and how far each of its cells is.',
  path: ofList,
  headers: { 'X-Run-Key': keyOfList },
  response: {
    description: 'The list as it stands.',
    schema: ListResponse,
    example: {
      ...EXAMPLE_LIST,
      cells: [
        {
          n: 0,
          state: 'ended',
          jobId: EXAMPLE_RUN.jobId,
          revealed: false,
          completed: 2,
          failed: 2,
          refused: 0,
        },
        { n: 1, state: 'open' },
      ],
      spentUsd: 0,
      unknownCosts: 0,
      budgetLeftUsd: 5,
    },
  },
  errors: ['LIST_NOT_FOUND', 'DISPATCH_FAILED'],
});
