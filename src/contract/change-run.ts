import { type Static, Type } from 'typebox';
import { JobId, jobIdOf, RunKey, Visibility } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const ChangeRunRequest = Type.Object({ visibility: Visibility }, { additionalProperties: false });
export type ChangeRunRequest = Static<typeof ChangeRunRequest>;

export const ChangeRunResponse = Type.Object(
  {
    jobId: jobIdOf('The run that was changed: for a retry, the run that it belongs to.'),
    visibility: Visibility,
  },
  { additionalProperties: false },
);
export type ChangeRunResponse = Static<typeof ChangeRunResponse>;

export const changeRun = operation({
  operationId: 'changeRun',
  route: 'PATCH /runs/{jobId}',
  tag: 'runs',
  summary: 'Decide who may see a run and its retries.',
  path: { jobId: { schema: JobId, description: 'The run, or one of its retries.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } },
  request: { schema: ChangeRunRequest, examples: { hide: { visibility: 'private' } } },
  response: {
    description: 'From now on it is so for everybody.',
    schema: ChangeRunResponse,
    example: { jobId: EXAMPLE_RUN.jobId, visibility: 'private' },
  },
  errors: ['JOB_NOT_FOUND', 'RUN_DELETED', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
