// Made by `npm run generate`.
import type { BoardQuery, CancelRequest, ChangeRunRequest, CreateKeyRequest, CreateLinkRequest, CreateListRequest, CreateReferenceRequest, EnhanceRequest, ExportQuery, GalleryListQuery, GenerateRequest, ListsQuery, ModelOverride, NextPairsQuery, RunListQuery, VoteRequest, WorkerEvent } from '../index.ts';

export interface Fault {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

export interface Validator<T, F = Fault> {
  (data: unknown): data is T;
  /** What is wrong with the data of the last call. */
  errors?: F[] | null;
}

export declare const isBoardQuery: Validator<BoardQuery>;
export declare const isCancelRequest: Validator<CancelRequest>;
export declare const isChangeRunRequest: Validator<ChangeRunRequest>;
export declare const isCreateKeyRequest: Validator<CreateKeyRequest>;
export declare const isCreateLinkRequest: Validator<CreateLinkRequest>;
export declare const isCreateListRequest: Validator<CreateListRequest>;
export declare const isCreateReferenceRequest: Validator<CreateReferenceRequest>;
export declare const isEnhanceRequest: Validator<EnhanceRequest>;
export declare const isExportQuery: Validator<ExportQuery>;
export declare const isGalleryListQuery: Validator<GalleryListQuery>;
export declare const isGenerateRequest: Validator<GenerateRequest>;
export declare const isIdempotencyKey: Validator<string>;
export declare const isJobId: Validator<string>;
export declare const isKeyId: Validator<string>;
export declare const isLinkId: Validator<string>;
export declare const isListId: Validator<string>;
export declare const isListsQuery: Validator<ListsQuery>;
export declare const isModelOverride: Validator<ModelOverride, Pick<Fault, 'instancePath'>>;
export declare const isNextPairsQuery: Validator<NextPairsQuery>;
export declare const isReferenceId: Validator<string>;
export declare const isRunKey: Validator<string>;
export declare const isRunKeyHash: Validator<string>;
export declare const isRunListQuery: Validator<RunListQuery>;
export declare const isVoteId: Validator<string>;
export declare const isVoteRequest: Validator<VoteRequest>;
export declare const isWorkerEvent: Validator<WorkerEvent, Pick<Fault, 'instancePath'>>;
