import type {
  CompletedResult,
  FailedResult,
  ModelEntry,
  ModelsResponse,
  Result,
  ResultErrorCode,
  StatusResponse,
} from '../../../src/contract/index.ts';

export const JOB = '11111111-1111-4111-8111-111111111111';
export const RETRY = '22222222-2222-4222-8222-222222222222';
const STARTED = '2026-11-20T10:00:00.000Z';

export function model(id: string, more: Partial<ModelEntry> = {}): ModelEntry {
  return {
    id,
    name: id.replace(/^\d+-/, '').toUpperCase(),
    provider: 'Vendor',
    model: id,
    status: 'active',
    notice: null,
    lastDay: null,
    successor: null,
    supports: {
      aspectRatios: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'],
      seed: true,
      negativePrompt: false,
      steps: false,
      guidance: false,
      control: false,
    },
    priceUsd: { low: 0.04, high: 0.06 },
    usualMs: null,
    ...more,
  };
}

export function modelsResponse(
  models: ModelEntry[] = [model('1-one'), model('2-two')],
  more: Partial<ModelsResponse> = {},
): ModelsResponse {
  return {
    models,
    limits: {
      promptMaxLength: 1000,
      globalPerHour: 1000,
      perAddressPerDay: 50,
      dailyBudgetUsd: null,
      monthlyBudgetUsd: null,
      dailyBudgetLeftUsd: null,
      monthlyBudgetLeftUsd: null,
      runsLeft: 12,
      blocked: null,
    },
    enhancer: { name: 'Rewriter', model: 'rewriter-1' },
    visibility: 'listed',
    keptDays: 30,
    demo: false,
    version: '1',
    ...more,
  };
}

export function pending(modelId: string): Result {
  return { model: model(modelId).name, modelId, provider: 'Vendor', status: 'pending' };
}

export function running(modelId: string): Result {
  return { ...pending(modelId), status: 'in_progress', startedAt: new Date().toISOString() };
}

export function completed(modelId: string, more: Partial<CompletedResult> = {}): CompletedResult {
  return {
    model: model(modelId).name,
    modelId,
    provider: 'Vendor',
    status: 'completed',
    imageKey: `images/${JOB}/${modelId}.png`,
    imageUrl: `http://localhost/images/${JOB}/${modelId}.png`,
    width: 1024,
    height: 1024,
    bytes: 234_567,
    contentType: 'image/png',
    startedAt: STARTED,
    completedAt: '2026-11-20T10:00:04.200Z',
    durationMs: 4200,
    requested: { aspectRatio: '1:1' },
    sent: { size: '1024x1024' },
    warnings: [],
    costUsd: 0.05,
    ...more,
  };
}

export function failed(
  modelId: string,
  code: ResultErrorCode,
  error: Partial<FailedResult['error']> = {},
): FailedResult {
  return {
    model: model(modelId).name,
    modelId,
    provider: 'Vendor',
    status: 'failed',
    error: { code, message: `Why: ${code}.`, billed: 'no', retryable: true, ...error },
  };
}

export function job(results: Result[], more: Partial<StatusResponse> = {}): StatusResponse {
  const count = (status: Result['status']) => results.filter((result) => result.status === status).length;
  const [completedModels, failedModels] = [count('completed'), count('failed')];
  const ended = completedModels + failedModels === results.length;
  const run = {
    jobId: JOB,
    status: !ended ? 'in_progress' : failedModels === 0 ? 'completed' : 'partial',
    prompt: 'a red fox',
    parameters: { aspectRatio: '1:1' },
    createdAt: STARTED,
    visibility: 'listed',
    totalModels: results.length,
    completedModels,
    failedModels,
    totalPictures: results.length,
    completedPictures: completedModels,
    failedPictures: failedModels,
    estimatedCostUsd: { low: 0.04, high: 0.06 },
    actualCostUsd: 0.05 * completedModels,
    unknownCosts: 0,
    maybeBilled: 0,
    endedAt: ended ? STARTED : null,
    results,
    ...more,
  } as const;
  const { jobId, prompt, parameters, createdAt } = run;
  return { attempts: [{ jobId, prompt, parameters, createdAt }], ...run };
}

type Reply = { status?: number; body: unknown };
type Request = { method: string; path: string; body: unknown; headers: Record<string, string> };

/** The reply to `POST /generate`. */
export const started = (jobId: string, ids: string[]) => ({
  body: {
    jobId,
    status: 'pending',
    message: 'Started.',
    totalModels: ids.length,
    models: ids.map((id) => ({ id, name: model(id).name })),
    estimatedCostUsd: { low: 0.08, high: 0.12 },
  },
});

/** Replaces `fetch`: a function responds to each `METHOD /path`. Returns the list of requests, which grows. */
export function fakeApi(routes: Record<string, (request: Request) => Reply | Promise<Reply>>) {
  const requests: Request[] = [];
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input), 'http://localhost');
    const request = {
      method: init?.method ?? 'GET',
      path: url.pathname + url.search,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      headers: { ...(init?.headers as Record<string, string> | undefined) },
    };
    requests.push(request);
    const route = routes[`${request.method} ${request.path}`] ?? routes[`${request.method} ${url.pathname}`];
    if (!route) throw new TypeError(`No handler for ${request.method} ${request.path}.`);
    const { status = 200, body } = await route(request);
    // jsdom has no `Response`; this is the part of it that is read.
    const response = { ok: status < 400, status, json: async () => JSON.parse(JSON.stringify(body)) };
    return response as unknown as Response;
  };
  return requests;
}
