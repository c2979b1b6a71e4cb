import { type Static, Type } from 'typebox';
import { JobId, ModelId, PictureIndex, RunKey } from './common.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const CancelRequest = Type.Object(
  {
    models: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        description: 'Ids of models of the run; all of them when left out.',
      }),
    ),
    index: Type.Optional(PictureIndex),
  },
  { additionalProperties: false },
);
export type CancelRequest = Static<typeof CancelRequest>;

const PictureId = Type.Object(
  {
    jobId: JobId,
    modelId: ModelId,
    index: PictureIndex,
  },
  { additionalProperties: false },
);

export const CancelResponse = Type.Object(
  {
    jobId: JobId,
    closed: Type.Array(PictureId, {
      description: 'Never drawn and not billed: their result is a failure with the code `CANCELLED`.',
    }),
    begun: Type.Array(PictureId, {
      description: 'Had begun before. They are drawn to their end, may be billed, and are shown.',
    }),
  },
  { additionalProperties: false },
);
export type CancelResponse = Static<typeof CancelResponse>;

export const cancelRun = operation({
  operationId: 'cancelRun',
  route: 'POST /runs/{jobId}/cancel',
  tag: 'runs',
  summary: 'Close what has not begun. Repeating it changes nothing and tells the same.',
  path: { jobId: { schema: JobId, description: 'The run; its retries are cancelled with it.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run.' } },
  request: {
    schema: CancelRequest,
    examples: { everything: {}, 'one model': { models: ['2-demo-down'] } },
    optional: true,
  },
  response: {
    status: 202,
    description: 'What was closed and what had begun.',
    schema: CancelResponse,
    example: {
      jobId: EXAMPLE_RUN.jobId,
      closed: [{ jobId: EXAMPLE_RUN.jobId, modelId: '2-demo-down', index: 0 }],
      begun: [{ jobId: EXAMPLE_RUN.jobId, modelId: '1-demo-aurora', index: 0 }],
    },
  },
  errors: ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
