import { type Static, Type } from 'typebox';
import { DateTime, JobId, ModelId, PictureIndex, RunKey } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const RevealResponse = Type.Object(
  {
    jobId: JobId,
    revealedAt: DateTime,
    letters: Type.Array(
      Type.Object(
        { letter: Type.String(), model: Type.String(), modelId: ModelId, index: PictureIndex },
        { additionalProperties: false },
      ),
      { description: 'Which letter stood for which picture; none for a run that was not drawn blind.' },
    ),
  },
  { additionalProperties: false },
);
export type RevealResponse = Static<typeof RevealResponse>;

export const revealRun = operation({
  operationId: 'revealRun',
  route: 'POST /runs/{jobId}/reveal',
  tag: 'runs',
  summary: 'Tell which picture of a blind run is whose. Repeating it changes nothing.',
  path: { jobId: { schema: JobId, description: 'The run that was drawn with `blind`.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } },
  response: {
    description: 'From now on the run is told as any other.',
    schema: RevealResponse,
    example: {
      jobId: EXAMPLE_RUN.jobId,
      revealedAt: '2026-11-20T10:00:00.000Z',
      letters: [
        { letter: 'A', model: 'Demo Down', modelId: '2-demo-down', index: 0 },
        { letter: 'B', model: 'Demo Aurora', modelId: '1-demo-aurora', index: 0 },
      ],
    },
  },
  errors: ['JOB_NOT_FOUND', 'RUN_NOT_ENDED', 'RUN_DELETED', 'RUN_EXPIRED', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
