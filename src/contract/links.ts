import { type Static, Type } from 'typebox';
import { DateTime, JobId, Parameters, PictureIndex, RunKey, titleOf } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';
import { CompletedResult, FailedResult } from './result.ts';
import { JobStatus } from './status.ts';

export const LinkId = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  description: 'Cannot be guessed: 128 random bits.',
});

export const CreateLinkRequest = Type.Object(
  {
    withPrompt: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether it shows what was asked for: prompt, settings, title, and what models made of them. Without, pictures are copies that say nothing beside their pixels.',
      }),
    ),
    withCosts: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether it shows what the pictures have cost.' }),
    ),
  },
  { additionalProperties: false },
);
export type CreateLinkRequest = Static<typeof CreateLinkRequest>;

export const Link = Type.Object(
  { linkId: LinkId, createdAt: DateTime, withPrompt: Type.Boolean(), withCosts: Type.Boolean() },
  { additionalProperties: false },
);
export type Link = Static<typeof Link>;

export const LinkListResponse = Type.Object(
  { links: Type.Array(Link, { description: 'The newest first.' }) },
  { additionalProperties: false },
);
export type LinkListResponse = Static<typeof LinkListResponse>;

export const RevokeLinkResponse = Type.Object({ linkId: LinkId }, { additionalProperties: false });
export type RevokeLinkResponse = Static<typeof RevokeLinkResponse>;

const picture = CompletedResult.properties;

/** What a link shows of one picture that was asked for. */
export const SharedResult = Type.Object(
  {
    model: picture.model,
    provider: picture.provider,
    index: PictureIndex,
    status: Type.Enum(['pending', 'in_progress', 'completed', 'failed']),
    imageUrl: Type.Optional(picture.imageUrl),
    thumbnailUrl: picture.thumbnailUrl,
    width: Type.Optional(picture.width),
    height: Type.Optional(picture.height),
    contentType: Type.Optional(picture.contentType),
    durationMs: Type.Optional(picture.durationMs),
    error: Type.Optional(
      Type.Object({ code: FailedResult.properties.error.properties.code }, { additionalProperties: false }),
    ),
    costUsd: picture.costUsd,
    requested: Type.Optional(Parameters),
    sent: Type.Optional(picture.sent),
    revisedPrompt: picture.revisedPrompt,
  },
  { additionalProperties: false },
);
export type SharedResult = Static<typeof SharedResult>;

export const SharedRunResponse = Type.Object(
  {
    status: JobStatus,
    createdAt: DateTime,
    endedAt: Type.Union([DateTime, Type.Null()]),
    title: Type.Optional(titleOf('Only with the prompt.')),
    prompt: Type.Optional(Type.String({ description: 'If the link shows it.' })),
    parameters: Type.Optional(Parameters),
    actualCostUsd: Type.Optional(
      Type.Number({ minimum: 0, description: 'The sum of what is known, if the link shows costs.' }),
    ),
    unknownCosts: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Pictures, and failures that were billed, whose cost nobody knows. With `actualCostUsd`.',
      }),
    ),
    maybeBilled: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Failures that may have been billed. With `actualCostUsd`.' }),
    ),
    results: Type.Array(SharedResult, { description: 'In slot order.' }),
  },
  { additionalProperties: false },
);
export type SharedRunResponse = Static<typeof SharedRunResponse>;

const ofRun = { jobId: { schema: JobId, description: 'The run, or one of its retries.' } };
const key = { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } };
const EXAMPLE_LINK = 'Zk3fQ8y1TnWm0b5Xc7Ls2A';
const example = {
  linkId: EXAMPLE_LINK,
  createdAt: '2026-11-20T10:00:00.000Z',
  withPrompt: true,
  withCosts: false,
};

export const createLink = operation({
  operationId: 'createLink',
  route: 'POST /runs/{jobId}/links',
  tag: 'runs',
  summary:
    'Make a link that shows a run and its retries to whoever has it, and nothing else, until it is revoked.',
  path: ofRun,
  headers: key,
  request: {
    schema: CreateLinkRequest,
    examples: { pictures: {}, prompt: { withPrompt: true } },
    optional: true,
  },
  response: { description: 'The link: `/shared/{linkId}` in the site.', schema: Link, example },
  errors: ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});

export const listLinks = operation({
  operationId: 'listLinks',
  route: 'GET /runs/{jobId}/links',
  tag: 'runs',
  summary: 'The links to a run.',
  path: ofRun,
  headers: key,
  response: { description: 'All of them.', schema: LinkListResponse, example: { links: [example] } },
  errors: ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED', 'DISPATCH_FAILED'],
});

export const revokeLink = operation({
  operationId: 'revokeLink',
  route: 'DELETE /runs/{jobId}/links/{linkId}',
  tag: 'runs',
  summary: 'Revoke a link. Repeating it changes nothing.',
  path: { ...ofRun, linkId: { schema: LinkId, description: 'The link.' } },
  headers: key,
  response: {
    description: 'Nobody sees anything by the link any more; caches may show a picture for another hour.',
    schema: RevokeLinkResponse,
    example: { linkId: EXAMPLE_LINK },
  },
  errors: [
    'JOB_NOT_FOUND',
    'LINK_NOT_FOUND',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'RATE_LIMITED',
    'DISPATCH_FAILED',
  ],
});

export const getShared = operation({
  operationId: 'getShared',
  public: true,
  route: 'GET /shared/{linkId}',
  tag: 'runs',
  summary:
    'What a link shows: a run, read-only, without its id. For everybody, in closed stacks too; search engines are asked to leave it out.',
  path: { linkId: { schema: LinkId, description: 'The link.' } },
  response: {
    description: 'The run as it stands. Its pictures are copies, which are deleted with the link.',
    schema: SharedRunResponse,
    example: {
      status: 'completed',
      createdAt: EXAMPLE_RUN.createdAt,
      endedAt: '2026-11-20T09:30:02.118Z',
      prompt: EXAMPLE_RUN.prompt,
      parameters: EXAMPLE_RUN.parameters,
      results: [
        {
          model: 'Demo Aurora',
          provider: 'Demo',
          index: 0,
          status: 'completed',
          imageUrl: `https://d111111abcdef8.cloudfront.net/images/${EXAMPLE_LINK}/9pX2.png`,
          width: 1344,
          height: 756,
          contentType: 'image/png',
          durationMs: 1706,
        },
      ],
    },
  },
  errors: ['LINK_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED', 'DISPATCH_FAILED'],
});
