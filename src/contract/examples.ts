import type { CompletedResult, FailedResult } from './result.ts';

/** The run that the examples in openapi.yaml show. */
const jobId = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const endedAt = '2026-11-20T09:30:02.118Z';
const images = `https://d111111abcdef8.cloudfront.net/images/${jobId}`;

export const EXAMPLE_RUN = {
  jobId,
  prompt: 'a lighthouse at dusk, oil on canvas',
  parameters: { aspectRatio: '16:9', seed: 7 },
  createdAt: '2026-11-20T09:30:00.000Z',
} as const;

/** Its models. */
export const EXAMPLE_MODELS = [
  { id: '1-demo-aurora', name: 'Demo Aurora' },
  { id: '2-demo-down', name: 'Demo Down' },
];

export const COMPLETED_EXAMPLE: CompletedResult & { thumbnailUrl: string } = {
  model: 'Demo Aurora',
  modelId: '1-demo-aurora',
  provider: 'Demo',
  status: 'completed',
  imageKey: `images/${jobId}/1-demo-aurora.png`,
  imageUrl: `${images}/1-demo-aurora.png`,
  thumbnailUrl: `${images}/1-demo-aurora.thumb.webp`,
  width: 1344,
  height: 756,
  bytes: 184_320,
  contentType: 'image/png',
  startedAt: '2026-11-20T09:30:00.412Z',
  completedAt: endedAt,
  durationMs: 1706,
  requested: { aspectRatio: '16:9', seed: 7 },
  sent: { size: '1344x756', seed: 7 },
  warnings: [],
  notes: [],
  costUsd: 0,
};

export const FAILED_EXAMPLE: FailedResult = {
  model: 'Demo Down',
  modelId: '2-demo-down',
  provider: 'Demo',
  status: 'failed',
  error: {
    code: 'PROVIDER_DOWN',
    message: 'The vendor is not answering at the moment.',
    billed: 'no',
    retryable: true,
  },
};

/** How far the run is: what `GET /status` and `GET /runs` both tell. */
export const EXAMPLE_PROGRESS = {
  ...EXAMPLE_RUN,
  status: 'partial',
  visibility: 'listed',
  totalModels: 2,
  completedModels: 1,
  failedModels: 1,
  totalPictures: 2,
  completedPictures: 1,
  failedPictures: 1,
  estimatedCostUsd: { low: 0, high: 0 },
  actualCostUsd: 0,
  unknownCosts: 0,
  maybeBilled: 0,
  endedAt,
} as const;
