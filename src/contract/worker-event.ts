import { type Static, Type } from 'typebox';
import { DateTime, JobId, ModelId, Parameters } from './common.ts';

/** What `generate` hands to one worker: everything that it needs to draw one model's picture. */
export const WorkerEvent = Type.Object(
  {
    jobId: JobId,
    modelId: ModelId,
    prompt: Type.String({ minLength: 1 }),
    parameters: Parameters,
    createdAt: DateTime,
    totalModels: Type.Integer({ minimum: 1 }),
    reservedUsd: Type.Number({ minimum: 0, description: 'Held in the budget counters for this picture.' }),
    correlationId: Type.String(),
  },
  { additionalProperties: false },
);
export type WorkerEvent = Static<typeof WorkerEvent>;
