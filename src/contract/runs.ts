import { type Static, Type } from 'typebox';
import { ModelNames, RunKey } from './common.ts';
import { COMPLETED_EXAMPLE, EXAMPLE_MODELS, EXAMPLE_PROGRESS } from './examples.ts';
import { GalleryCursor } from './gallery.ts';
import { operation } from './operation.ts';
import { StatusResponse } from './status.ts';

export const RunListQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 50, default: 24, description: 'Runs per page.' }),
    ),
    cursor: Type.Optional(GalleryCursor),
  },
  { additionalProperties: false },
);
export type RunListQuery = Static<typeof RunListQuery>;

const { results: _results, attempts: _attempts, retryOf: _retryOf, ...summary } = StatusResponse.properties;

/** A run as `GET /status` tells it, without its results. */
export const RunSummary = Type.Object(
  {
    ...summary,
    models: ModelNames,
    previews: Type.Array(Type.String(), {
      maxItems: 4,
      description: 'Addresses of up to four small pictures, in slot order.',
    }),
  },
  { additionalProperties: false },
);
export type RunSummary = Static<typeof RunSummary>;

export const RunListResponse = Type.Object(
  {
    runs: Type.Array(RunSummary, { description: 'Newest first.' }),
    total: Type.Integer({ minimum: 0, description: 'How many this page holds.' }),
    nextCursor: Type.Union([GalleryCursor, Type.Null()]),
  },
  { additionalProperties: false },
);
export type RunListResponse = Static<typeof RunListResponse>;

export const listRuns = operation({
  operationId: 'listRuns',
  route: 'GET /runs',
  tag: 'runs',
  summary:
    'The runs of a person, or in an open stack those that were started with a key, newest first: also those that are running or have no picture.',
  query: RunListQuery,
  headers: {
    'X-Run-Key': {
      schema: RunKey,
      description:
        'The key whose hash the runs were started with. Needed in an open stack; in a closed one, the runs are those of the person.',
    },
  },
  response: {
    description: 'One page. A key that nobody has used has no runs.',
    schema: RunListResponse,
    example: {
      runs: [
        {
          ...EXAMPLE_PROGRESS,
          models: EXAMPLE_MODELS,
          previews: [COMPLETED_EXAMPLE.thumbnailUrl],
        },
      ],
      total: 1,
      nextCursor: null,
    },
    links: { next: { operationId: 'listRuns', parameters: { cursor: '$response.body#/nextCursor' } } },
  },
  errors: ['INVALID_CURSOR'],
});
