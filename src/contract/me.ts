import { type Static, Type } from 'typebox';
import { DateTime, JobId, RunKey } from './common.ts';
import { MOST_EXPORTED_RUNS, MOST_EXPORTED_VOTES, MOST_KEPT_RUNS, ROLES } from './constants.ts';
import { COMPLETED_EXAMPLE, EXAMPLE_PROGRESS, EXAMPLE_RUN, FAILED_EXAMPLE } from './examples.ts';
import { GalleryCursor } from './gallery.ts';
import { PersonalKey } from './keys.ts';
import { Link } from './links.ts';
import { ListDefinition } from './lists.ts';
import { operation } from './operation.ts';
import { StatusResponse } from './status.ts';
import { VoteResponse } from './votes.ts';

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

export const ExportQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_EXPORTED_RUNS,
        default: MOST_EXPORTED_RUNS,
        description: 'Runs per page at most; a page has fewer if they are large.',
      }),
    ),
    cursor: Type.Optional(GalleryCursor),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuery>;

/** A run as `GET /status` tells it, with its links. */
export const ExportedRun = Type.Object(
  { ...StatusResponse.properties, links: Type.Array(Link, { description: 'The newest first.' }) },
  { additionalProperties: false },
);
export type ExportedRun = Static<typeof ExportedRun>;

const { voteId: _voteId, ...judged } = VoteResponse.properties;

/** A vote, without whose the pictures were: the run tells that once it is revealed. */
export const ExportedVote = Type.Object(
  { ...judged, votedAt: DateTime, decisionMs: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
);
export type ExportedVote = Static<typeof ExportedVote>;

export const ExportResponse = Type.Object(
  {
    exportedAt: DateTime,
    person: Type.Optional(
      Type.Object(
        {
          id: Type.String({ description: 'What the person is called here: a hash.' }),
          spentUsd: Type.Number({
            minimum: 0,
            description: 'This month, with what is held for runs that are drawing.',
          }),
          keys: Type.Array(PersonalKey, { description: 'Without the keys themselves.' }),
        },
        {
          additionalProperties: false,
          description: 'On the first page, where people sign in. No name and no address of anybody is kept.',
        },
      ),
    ),
    votes: Type.Optional(
      Type.Array(ExportedVote, {
        description: `On the first page: the newest ${MOST_EXPORTED_VOTES}, also on runs that are gone. The newest first.`,
      }),
    ),
    kept: Type.Optional(
      Type.Array(
        Type.Object(
          { jobId: JobId, imageUrl: Type.String({ description: 'Of a small WebP.' }) },
          { additionalProperties: false },
        ),
        {
          description: `On the first page: small copies of judged pictures of the newest ${MOST_KEPT_RUNS} runs that have some, also of runs that have expired.`,
        },
      ),
    ),
    runs: Type.Array(ExportedRun, { description: 'Newest first.' }),
    lists: Type.Array(ListDefinition, {
      description: 'Lists of prompts, newest first; on the pages after those of the runs.',
    }),
    total: Type.Integer({ minimum: 0, description: 'How many runs this page holds.' }),
    nextCursor: Type.Union([GalleryCursor, Type.Null()]),
  },
  { additionalProperties: false },
);
export type ExportResponse = Static<typeof ExportResponse>;

const whoseRuns = {
  'X-Run-Key': {
    schema: RunKey,
    description:
      'The key whose hash the runs were started with. Needed in an open stack; in a closed one, everything of the person is meant.',
  },
};

export const exportMe = operation({
  operationId: 'exportMe',
  route: 'GET /me/export',
  tag: 'access',
  summary:
    'Everything that belongs to a person, or in an open stack to a key: page by page, the newest runs first, then lists of prompts.',
  query: ExportQuery,
  headers: whoseRuns,
  response: {
    description:
      'One page. A program with a key gets 403: links would outlive the key. What was deleted or has expired is not in it.',
    schema: ExportResponse,
    example: {
      exportedAt: '2026-11-20T10:00:00.000Z',
      person: {
        id: 'cQ0hBqBk1nE9m3rJx5vZ7A',
        spentUsd: 1.25,
        keys: [
          {
            id: 'j8urHIFMaj',
            name: 'nightly posters',
            scopes: ['draw', 'read'],
            createdAt: '2026-11-20T09:30:00.000Z',
            expiresAt: '2027-02-18T09:30:00.000Z',
          },
        ],
      },
      votes: [
        {
          jobId: EXAMPLE_RUN.jobId,
          left: 'B',
          right: 'A',
          outcome: 'left',
          votedAt: '2026-11-20T09:40:00.000Z',
          decisionMs: 2100,
        },
      ],
      runs: [
        {
          ...EXAMPLE_PROGRESS,
          results: [
            { ...COMPLETED_EXAMPLE, index: 0, attempt: 1 },
            { ...FAILED_EXAMPLE, index: 0, attempt: 1 },
          ],
          attempts: [EXAMPLE_RUN],
          links: [],
        },
      ],
      lists: [],
      total: 1,
      nextCursor: null,
    },
    links: { next: { operationId: 'exportMe', parameters: { cursor: '$response.body#/nextCursor' } } },
  },
  errors: ['INVALID_CURSOR', 'DISPATCH_FAILED'],
});

export const EraseResponse = Type.Object(
  {
    requestedAt: DateTime,
    deletedLists: Type.Integer({ minimum: 0, description: 'Lists of prompts, by this request.' }),
    deletedRuns: Type.Integer({ minimum: 0, description: 'By this request.' }),
    revokedKeys: Type.Integer({ minimum: 0, description: 'By this request.' }),
    deletedVotes: Type.Integer({ minimum: 0, description: 'By this request.' }),
    goesOn: Type.Boolean({
      description: 'Whether there are more, which are deleted within minutes. Sending it again is quicker.',
    }),
  },
  { additionalProperties: false },
);
export type EraseResponse = Static<typeof EraseResponse>;

export const eraseMe = operation({
  operationId: 'eraseMe',
  route: 'DELETE /me',
  tag: 'access',
  summary:
    'Delete everything that belongs to a person, or in an open stack to a key: lists of prompts, runs, their links, votes, and keys of programs. Repeating it changes nothing.',
  headers: whoseRuns,
  response: {
    status: 202,
    description:
      'Each run is deleted as by `DELETE /runs/{jobId}`. What is made from now on stays, and so do the counters of what was used. A program with a key gets 403.',
    schema: EraseResponse,
    example: {
      requestedAt: '2026-11-20T10:00:00.000Z',
      deletedLists: 1,
      deletedRuns: 12,
      revokedKeys: 1,
      deletedVotes: 40,
      goesOn: false,
    },
  },
  errors: ['RATE_LIMITED', 'DISPATCH_FAILED'],
});
