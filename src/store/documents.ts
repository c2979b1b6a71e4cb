import type {
  CompletedResult,
  CostRange,
  FailedResult,
  GalleryEntry,
  Parameters,
} from '../contract/index.ts';
import type { VendorText } from '../lib/vendor-text.ts';

/** `jobs/{jobId}/job.json`: what was asked. Written once by `generate`, never changed. */
export interface JobDocument {
  jobId: string;
  prompt: string;
  parameters: Parameters;
  createdAt: string;
  /** In slot order. */
  models: JobModel[];
  estimatedCostUsd: CostRange;
  correlationId: string;
}

export interface JobModel {
  id: string;
  /** The name that the owner gave. */
  name: string;
  /** The vendor as a person reads it. */
  provider: string;
  reservedUsd: number;
  timeoutSeconds: number;
}

/** `{modelId}.claim.json`: written before the vendor is called, so that nobody calls twice. */
export interface ClaimDocument {
  /** Fresh for each invocation, so that a worker can tell its own claim from another's. */
  claimId: string;
  modelId: string;
  startedAt: string;
  /** When the vendor's answer is due at the latest. */
  deadline: string;
  requestId: string;
}

/** `{modelId}.result.json`: the contract's result with keys where the answer has addresses. Terminal. */
export type ResultDocument =
  | (Omit<CompletedResult, 'imageUrl' | 'thumbnailUrl' | 'revisedPrompt'> & {
      thumbnailKey?: string;
      revisedPrompt?: VendorText;
    })
  | FailedResult;

/** `gallery/…json`: the index entry of a run, with the key of its preview instead of the address. */
export interface GalleryDocument extends Pick<GalleryEntry, 'id' | 'timestamp' | 'prompt' | 'totalModels'> {
  previewKey: string;
}
