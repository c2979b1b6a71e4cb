import type {
  CompletedResult,
  EnhanceResponse,
  ErrorCode,
  ErrorResponse,
  GalleryListResponse,
  GalleryResponse,
  GenerateRequest,
  GenerateResponse,
  ModelsResponse,
  StatusResponse,
} from '../../src/contract/index.ts';

const jobId = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const createdAt = '2026-11-20T09:30:00.000Z';
const images = `https://d111111abcdef8.cloudfront.net/images/${jobId}`;

const completed: CompletedResult = {
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
  completedAt: '2026-11-20T09:30:02.118Z',
  durationMs: 1706,
  requested: { aspectRatio: '16:9', seed: 7 },
  sent: { size: '1344x756', seed: 7 },
  warnings: [],
  costUsd: 0,
};

export const generateRequests: Record<string, GenerateRequest> = {
  simple: { prompt: 'a red fox in snow' },
  settings: { prompt: 'a lighthouse at dusk, oil on canvas', aspectRatio: '16:9', seed: 7 },
};

export const generateResponse: GenerateResponse = {
  jobId,
  status: 'pending',
  message: '2 models are drawing.',
  totalModels: 2,
  models: [
    { id: '1-demo-aurora', name: 'Demo Aurora' },
    { id: '2-demo-down', name: 'Demo Down' },
  ],
  estimatedCostUsd: { low: 0, high: 0 },
};

export const statusResponse: StatusResponse = {
  jobId,
  status: 'partial',
  prompt: 'a lighthouse at dusk, oil on canvas',
  parameters: { aspectRatio: '16:9', seed: 7 },
  createdAt,
  totalModels: 2,
  completedModels: 1,
  failedModels: 1,
  estimatedCostUsd: { low: 0, high: 0 },
  actualCostUsd: 0,
  results: [
    completed,
    {
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
    },
  ],
};

export const enhanceResponse: EnhanceResponse = {
  original: 'a red fox in snow',
  enhanced: 'A red fox in fresh snow, low winter sun from the left, shallow depth of field, quiet mood',
  model: 'demo-rewriter',
};

export const galleryListResponse: GalleryListResponse = {
  galleries: [
    {
      id: jobId,
      timestamp: createdAt,
      prompt: 'a lighthouse at dusk, oil on canvas',
      preview: `${images}/1-demo-aurora.thumb.webp`,
      imageCount: 1,
      totalModels: 2,
    },
  ],
  total: 1,
  nextCursor: null,
};

export const galleryResponse: GalleryResponse = {
  galleryId: jobId,
  prompt: 'a lighthouse at dusk, oil on canvas',
  parameters: { aspectRatio: '16:9', seed: 7 },
  createdAt,
  images: [completed],
  total: 1,
};

export const modelsResponse: ModelsResponse = {
  models: [
    {
      id: '1-demo-aurora',
      name: 'Demo Aurora',
      provider: 'Demo',
      model: 'demo-aurora',
      status: 'active',
      notice: null,
      lastDay: null,
      successor: null,
      supports: {
        aspectRatios: ['1:1', '16:9'],
        seed: true,
        negativePrompt: false,
        steps: false,
        guidance: false,
        control: false,
      },
      priceUsd: { low: 0, high: 0 },
    },
  ],
  limits: {
    promptMaxLength: 1000,
    globalPerHour: 1000,
    perAddressPerDay: 50,
    dailyBudgetUsd: 5,
    monthlyBudgetUsd: null,
    runsLeft: 49,
    blocked: null,
  },
  enhancer: { name: 'Demo Aurora', model: 'demo-rewriter' },
  demo: true,
  version: '1',
};

export function errorExample(
  code: ErrorCode,
  error: string,
  more: Partial<ErrorResponse> = {},
): ErrorResponse {
  return { error, code, requestId: 'JKJaXmPLvHcESHA=', ...more };
}
