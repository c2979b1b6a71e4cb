import { type Static, Type } from 'typebox';
import { DateTime, JobId, jobIdOf, RunKey } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const DeleteRunResponse = Type.Object(
  {
    jobId: jobIdOf('The run that is deleted: for a retry, the run that it belongs to.'),
    deletedAt: DateTime,
  },
  { additionalProperties: false },
);
export type DeleteRunResponse = Static<typeof DeleteRunResponse>;

export const deleteRun = operation({
  operationId: 'deleteRun',
  route: 'DELETE /runs/{jobId}',
  tag: 'runs',
  summary: 'Delete a run with all that belongs to it. Repeating it changes nothing.',
  path: { jobId: { schema: JobId, description: 'The run, or one of its retries.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } },
  response: {
    status: 202,
    description:
      'Nobody gets to see the run any more. What is stored of it goes within minutes; caches may show a picture for another hour.',
    schema: DeleteRunResponse,
    example: { jobId: EXAMPLE_RUN.jobId, deletedAt: '2026-11-20T10:00:00.000Z' },
  },
  errors: ['JOB_NOT_FOUND', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
