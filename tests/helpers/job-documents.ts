import { safeText } from '../../src/lib/safe-text.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import type { ClaimDocument, EndDocument, JobDocument, ResultDocument } from '../../src/store/documents.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { JSON_OPTIONS } from '../../src/store/json.ts';
import { objectKeys } from '../../src/store/object-keys.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { resultStore } from '../../src/store/result-store.ts';

export const JOB_ID = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
export const CREATED_AT = '2026-11-20T09:30:00.000Z';
export const CREATED_MS = Date.parse(CREATED_AT);

/** A job with this many models: `1-a`, `2-b` and so on. */
export function jobDocument(count: number, changes: Partial<JobDocument> = {}): JobDocument {
  const models = Array.from({ length: count }, (_, index) => {
    const letter = String.fromCharCode(97 + index);
    return {
      id: `${index + 1}-${letter}`,
      name: `Model ${letter.toUpperCase()}`,
      provider: 'Demo',
      reservedUsd: 0.05,
      timeoutSeconds: 60,
    };
  });
  return {
    jobId: JOB_ID,
    prompt: 'a red fox in snow',
    parameters: { seed: 7 },
    createdAt: CREATED_AT,
    models,
    estimatedCostUsd: { low: 0.02 * count, high: 0.05 * count },
    correlationId: 'test-1',
    ...changes,
  };
}

export function claimDocument(modelId: string, changes: Partial<ClaimDocument> = {}): ClaimDocument {
  return {
    claimId: `claim-${modelId}`,
    modelId,
    startedAt: '2026-11-20T09:30:01.000Z',
    deadline: '2026-11-20T09:31:01.000Z',
    requestId: 'lambda-1',
    ...changes,
  };
}

export type CompletedDocument = Extract<ResultDocument, { status: 'completed' }>;
export type FailedDocument = Extract<ResultDocument, { status: 'failed' }>;

export function completedDocument(
  modelId: string,
  changes: Partial<CompletedDocument> = {},
): CompletedDocument {
  return {
    model: `Model ${modelId.slice(-1).toUpperCase()}`,
    modelId,
    provider: 'Demo',
    status: 'completed',
    imageKey: objectKeys.image({ runId: JOB_ID, name: modelId }, 'png'),
    thumbnailKey: objectKeys.thumbnail({ runId: JOB_ID, name: modelId }),
    width: 1024,
    height: 1024,
    bytes: 4096,
    contentType: 'image/png',
    startedAt: '2026-11-20T09:30:01.000Z',
    completedAt: '2026-11-20T09:30:05.000Z',
    durationMs: 4000,
    requested: { seed: 7 },
    sent: { seed: 7 },
    warnings: [],
    costUsd: 0.03,
    ...changes,
  };
}

export function failedDocument(modelId: string, changes: Partial<FailedDocument> = {}): FailedDocument {
  return {
    model: `Model ${modelId.slice(-1).toUpperCase()}`,
    modelId,
    provider: 'Demo',
    status: 'failed',
    error: { code: 'PROMPT_REFUSED', message: safeText`The vendor refused.`, billed: 'no', retryable: false },
    completedAt: '2026-11-20T09:30:02.000Z',
    ...changes,
  };
}

/** Puts a job and what became of its models into a store. */
export async function storeJob(
  objects: ObjectStore,
  job: JobDocument,
  documents: {
    claims?: ClaimDocument[];
    results?: ResultDocument[];
    late?: ResultDocument[];
    end?: EndDocument;
  } = {},
): Promise<void> {
  const put = (key: string, document: object) => objects.put(key, JSON.stringify(document), JSON_OPTIONS);
  await put(objectKeys.job(job.jobId), job);
  for (const claim of documents.claims ?? []) await put(objectKeys.claim(job.jobId, claim.modelId), claim);
  for (const result of documents.results ?? [])
    await put(objectKeys.result(job.jobId, result.modelId), result);
  for (const late of documents.late ?? []) await put(objectKeys.late(job.jobId, late.modelId), late);
  if (documents.end !== undefined) await put(objectKeys.end(job.jobId), documents.end);
}

/** The stores that readers of runs use. */
export const readStores = (objects: ObjectStore) => ({
  jobs: jobStore(objects),
  claims: claimStore(objects),
  results: resultStore(objects),
});

/** Counts the requests that reach a store. */
export function countingStore(objects: ObjectStore): ObjectStore & { requests: string[] } {
  const requests: string[] = [];
  return {
    ...objects,
    requests,
    get: (key) => {
      requests.push(`get ${key}`);
      return objects.get(key);
    },
    list: (prefix, options) => {
      requests.push(`list ${prefix}`);
      return objects.list(prefix, options);
    },
  };
}
