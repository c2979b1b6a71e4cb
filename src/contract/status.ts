import { type Static, Type } from 'typebox';
import { CostRange, DateTime, JobId, Parameters } from './common.ts';
import { Result } from './result.ts';

export const JobStatus = Type.Enum(['pending', 'in_progress', 'completed', 'partial', 'failed']);
export type JobStatus = 'pending' | 'in_progress' | 'completed' | 'partial' | 'failed';

export const StatusResponse = Type.Object(
  {
    jobId: JobId,
    status: JobStatus,
    prompt: Type.String(),
    parameters: Parameters,
    createdAt: DateTime,
    totalModels: Type.Integer({ minimum: 1, maximum: 20 }),
    completedModels: Type.Integer({ minimum: 0 }),
    failedModels: Type.Integer({ minimum: 0 }),
    estimatedCostUsd: CostRange,
    actualCostUsd: Type.Number({ minimum: 0, description: 'The sum of what is known so far.' }),
    results: Type.Array(Result, { description: 'One per model, always all of them, in slot order.' }),
  },
  { additionalProperties: false },
);
export type StatusResponse = Static<typeof StatusResponse>;
