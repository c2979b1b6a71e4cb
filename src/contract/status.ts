import { type Static, Type } from 'typebox';
import {
  CostRange,
  DateTime,
  JobId,
  jobIdOf,
  Margins,
  ownersWords,
  Parameters,
  PictureOfRun,
  RunKey,
  Visibility,
} from './common.ts';
import { EDIT_OPERATIONS, MOST_PICTURES } from './constants.ts';
import { COMPLETED_EXAMPLE, EXAMPLE_PROGRESS, EXAMPLE_RUN, FAILED_EXAMPLE } from './examples.ts';
import { operation } from './operation.ts';
import { Result } from './result.ts';

export const JobStatus = Type.Enum(['pending', 'in_progress', 'completed', 'partial', 'failed']);
export type JobStatus = 'pending' | 'in_progress' | 'completed' | 'partial' | 'failed';

const Input = Type.Object(
  {
    imageUrl: Type.String(),
    thumbnailUrl: Type.String(),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    sha256: Type.String({ description: 'Of its bytes, in hexadecimal digits.' }),
  },
  { additionalProperties: false },
);

/** What a run worked on; nothing of it for a run that was drawn from words alone. */
const edit = {
  operation: Type.Optional(Type.Enum([...EDIT_OPERATIONS])),
  mask: Type.Optional(Input),
  expand: Type.Optional(Margins),
  inputs: Type.Optional(
    Type.Array(Input, { description: 'The pictures that it works on, as the models get them.' }),
  ),
  parent: Type.Optional(PictureOfRun),
};

const Attempt = Type.Object(
  { jobId: JobId, prompt: Type.String(), parameters: Parameters, createdAt: DateTime },
  { additionalProperties: false },
);

export const StatusResponse = Type.Object(
  {
    jobId: JobId,
    status: JobStatus,
    prompt: Type.String(),
    parameters: Parameters,
    createdAt: DateTime,
    visibility: Visibility,
    blind: Type.Optional(
      Type.Boolean({
        description:
          'True while letters stand for the models: `model` is `A`, `B` and so on in an order drawn by chance, `modelId` follows from it, and times, costs and what was sent are not told.',
      }),
    ),
    ...edit,
    ...ownersWords,
    totalModels: Type.Integer({ minimum: 1, maximum: 20 }),
    completedModels: Type.Integer({
      minimum: 0,
      description: 'All of whose pictures have ended, at least one well.',
    }),
    failedModels: Type.Integer({ minimum: 0, description: 'All of whose pictures have failed.' }),
    totalPictures: Type.Integer({ minimum: 1, maximum: MOST_PICTURES }),
    completedPictures: Type.Integer({ minimum: 0 }),
    failedPictures: Type.Integer({ minimum: 0 }),
    estimatedCostUsd: CostRange,
    actualCostUsd: Type.Number({
      minimum: 0,
      description: 'The sum of what is known so far, over all attempts.',
    }),
    unknownCosts: Type.Integer({
      minimum: 0,
      description: 'Pictures, and failures that were billed, whose cost nobody knows.',
    }),
    maybeBilled: Type.Integer({ minimum: 0, description: 'Failures that may have been billed.' }),
    endedAt: Type.Union([DateTime, Type.Null()], {
      description: 'When the newest attempt ended; nothing changes until there is another. Null until then.',
    }),
    results: Type.Array(Result, {
      description:
        'One per picture that was asked for, always all of them, in slot order: its newest good one, or how its newest attempt stands; then pictures, and files that cannot be shown, that arrived late.',
    }),
    attempts: Type.Array(Attempt, {
      description: 'The run itself, then what has been retried, the oldest first.',
    }),
    retryOf: Type.Optional(jobIdOf('The run that this one belongs to.')),
  },
  { additionalProperties: false },
);
export type StatusResponse = Static<typeof StatusResponse>;

export const getStatus = operation({
  operationId: 'getStatus',
  route: 'GET /status/{jobId}',
  tag: 'runs',
  summary: 'How far each model is, with the URLs of the pictures so far.',
  path: { jobId: { schema: JobId, description: 'The `jobId` in the response of `POST /generate`.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run, for a private one.' } },
  response: {
    description: 'The run as it stands.',
    schema: StatusResponse,
    example: {
      ...EXAMPLE_PROGRESS,
      results: [
        { ...COMPLETED_EXAMPLE, index: 0, attempt: 1 },
        { ...FAILED_EXAMPLE, index: 0, attempt: 1 },
      ],
      attempts: [EXAMPLE_RUN],
    },
    notModified: 'Nothing changed; only for runs that have ended.',
  },
  errors: ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED'],
});
