import type {
  AspectRatio,
  CompletedResult,
  CostRange,
  EditOperation,
  FailedResult,
  GalleryEntry,
  ListDefinition,
  Margins,
  Parameters,
  PictureOfRun,
  ResultError,
  Visibility,
  WorkerEvent,
} from '../contract/index.ts';
import type { SafeText } from '../lib/safe-text.ts';
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
  /** 2: the run has a marker until it has ended, and what is told as final is stored. Absent in runs from before. */
  version?: 2;
  /** Which pictures of each model are drawn; the first one alone if it is absent. */
  indexes?: number[];
  /** Of the admission that this run was counted with. */
  admissionId?: string;
  /** SHA-256 of the run's key, for runs with one; a follow-up has that of its run. */
  runKeyHash?: string;
  /** The person whose run it is, where people sign in; a follow-up belongs to whom its run belongs to. */
  owner?: string;
  /** The person who started it, and whose budget it counts in. */
  payer?: string;
  /** Id of the key that it was started with, if that has a budget of its own. */
  payerKey?: string;
  /** Of a cell of a list: which one. */
  cell?: CellOfList;
  /** Id of that list, if it has a budget of its own. */
  payerList?: string;
  /** Who may see it, if not everybody; of a follow-up, when it was started. */
  visibility?: Visibility;
  /** When it goes by itself, if somebody has decided so; of a follow-up, when it was started. */
  expiresAt?: string;
  /** Of a run drawn blind: the name under which each of its pictures is shown, by its id. Their order is that of the letters. */
  blind?: Readonly<Record<string, string>>;
  /** Of a follow-up: the run that it belongs to. */
  run?: RootRun;
  /** What is done with the inputs; absent in runs that are drawn from words alone. */
  operation?: EditOperation;
  /** The pictures that the run works on, in its own folder; a follow-up has those of its run. */
  inputs?: InputDocument[];
  /** Of a run that repaints: what is light in it becomes something else. It lies beside the inputs. */
  mask?: InputDocument;
  /** Of a run that widens: what is added, whether it was said in pixels or as a shape. */
  expand?: Margins;
  /** The picture of another run that this one goes on from, which may be gone by now. */
  parent?: PictureOfRun;
}

/** A prompt of a list. */
export interface CellOfList {
  listId: string;
  /** Its place, from 0. */
  n: number;
  category?: string;
}

/** `lists/{listId}/list.json`: prompts that the same models are to draw. Written once. */
export interface ListDocument extends ListDefinition {
  /** As of a run. */
  runKeyHash?: string;
  owner?: string;
}

/** `lists/{listId}/cells/{n}.json`: the run of a cell. Written once, before anything is drawn. */
export interface CellDocument {
  jobId: string;
}

/** A copy of a reference, for one run. */
export interface InputDocument {
  key: string;
  thumbnailKey: string;
  contentType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** What a follow-up has to know of the run that it belongs to: enough to put that run into the gallery. */
export type RootRun = NonNullable<WorkerEvent['run']>;

/** `jobs/{runId}/attempts/{jobId}.json`: the follow-up belongs to the run. Written before the follow-up's own job. */
export interface FollowUpDocument {
  jobId: string;
  createdAt: string;
}

/** `jobs/{runId}/attempts/{jobId}.ended.json`: a follow-up that has ended, so that reading the run reads no other. */
export interface FollowUpEndDocument extends EndDocument {
  job: JobDocument;
  /** In slot order. */
  results: ResultDocument[];
}

/**
 * `jobs/{jobId}/state.json`: what has been decided about a run since it was started. Of a deleted run it is all that is left, so it
 * holds what is needed to recognize the run's key or its owner, and to tell who could have seen it.
 */
export interface StateDocument {
  createdAt: string;
  runKeyHash?: string;
  owner?: string;
  visibility: Visibility;
  /** When the run goes by itself; what it was started with if absent. */
  expiresAt?: string;
  /** What its owner calls it; never of a deleted one. */
  title?: string;
  /** Of a run drawn blind: since when it is told whose its pictures are. */
  revealedAt?: string;
  deletedAt?: string;
  /** Of a follow-up: the run that it was deleted with. */
  run?: Pick<RootRun, 'jobId' | 'createdAt'>;
}

/** `share/{linkId}.json`: a link that shows a run to whoever has it. */
export interface LinkDocument {
  linkId: string;
  jobId: string;
  createdAt: string;
  withPrompt: boolean;
  withCosts: boolean;
}

/** `deleting/{jobId}`: a deletion that is not finished. */
export interface DeletionDocument extends Omit<StateDocument, 'title'> {
  jobId: string;
  deletedAt: string;
}

/** `jobs/{jobId}/ended.json`: every attempt has a result, and nothing about the run changes any more. */
export interface EndDocument {
  endedAt: string;
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
  index?: number;
  startedAt: string;
  /** When the vendor's reply is due at the latest. */
  deadline: string;
  requestId: string;
  /** Taken to close the attempt: its vendor will never be called. */
  closing?: true;
  /** Taken because the run was cancelled. */
  cancelled?: true;
}

/** `{modelId}.adoption-{attempt}.json`: written before a stored picture is adopted, so that only one worker does. */
export interface AdoptionDocument {
  adoptionId: string;
  startedAt: string;
}

/**
 * `{modelId}.result.json`: the contract's result with keys where the response has addresses, and with no vendor's text
 * that has not passed `vendor-text.ts`. Terminal.
 */
export type ResultDocument =
  | (Omit<CompletedResult, 'imageUrl' | 'thumbnailUrl' | 'revisedPrompt' | 'warnings'> & {
      thumbnailKey?: string;
      /** Of a run drawn blind: what is shown of it then. */
      blind?: { key: string; bytes: number };
      revisedPrompt?: VendorText;
      warnings: SafeText[];
    })
  | (Omit<FailedResult, 'error' | 'warnings'> & {
      error: Omit<ResultError, 'message'> & { message: SafeText };
      warnings?: SafeText[];
    });

/** `gallery/…json`: the index entry of a run, with the key of its preview instead of the address. */
export interface GalleryDocument extends Pick<GalleryEntry, 'id' | 'timestamp' | 'prompt' | 'totalModels'> {
  previewKey: string;
  /** Absent in entries of runs in which each model draws one. */
  totalPictures?: number;
  /** In slot order. Absent in entries of versions before 2026-11-26: the run's job has them, and the shape. */
  models?: NonNullable<GalleryEntry['models']>;
  /** Absent if no shape was asked for. */
  aspectRatio?: AspectRatio;
  expiresAt?: string;
  title?: string;
}
