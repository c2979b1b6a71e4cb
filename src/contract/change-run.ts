import { type Static, Type } from 'typebox';
import { ExpiresInDays, JobId, jobIdOf, ownersWords, RunKey, titleOf, Visibility } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const ChangeRunRequest = Type.Object(
  {
    visibility: Type.Optional(Visibility),
    expiresInDays: Type.Optional(ExpiresInDays),
    title: Type.Optional(titleOf('What to call the run; an empty one takes it back.')),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ChangeRunRequest = Static<typeof ChangeRunRequest>;

export const ChangeRunResponse = Type.Object(
  {
    jobId: jobIdOf('The run that was changed: for a retry, the run that it belongs to.'),
    visibility: Visibility,
    ...ownersWords,
  },
  { additionalProperties: false },
);
export type ChangeRunResponse = Static<typeof ChangeRunResponse>;

export const changeRun = operation({
  operationId: 'changeRun',
  route: 'PATCH /runs/{jobId}',
  tag: 'runs',
  summary: 'Decide who may see a run and its retries, when it goes by itself, and what it is called.',
  path: { jobId: { schema: JobId, description: 'The run, or one of its retries.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } },
  request: {
    schema: ChangeRunRequest,
    examples: { hide: { visibility: 'private' }, name: { title: 'For the poster', expiresInDays: 7 } },
  },
  response: {
    description: 'From now on it is so for everybody.',
    schema: ChangeRunResponse,
    example: { jobId: EXAMPLE_RUN.jobId, visibility: 'private' },
  },
  errors: [
    'PROMPT_BLOCKED',
    'JOB_NOT_FOUND',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'STILL_BLIND',
    'RATE_LIMITED',
    'DISPATCH_FAILED',
  ],
});
