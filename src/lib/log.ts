import type { ErrorCode, ResultErrorCode } from '../contract/index.ts';

/**
 * What a line may say beside its message. There is no field for other texts, because logs contain no prompts, addresses
 * or API keys, and of a vendor only what has passed `vendor-text.ts`.
 */
export interface LogFields {
  jobId?: string | undefined;
  modelId?: string | undefined;
  correlationId?: string | undefined;
  requestId?: string | undefined;
  /** Of a counter. */
  key?: string | undefined;
  code?: ErrorCode | ResultErrorCode | undefined;
  outcome?: ResultErrorCode | 'completed' | 'duplicate' | 'closed' | undefined;
  /** As in the template: `GET /status/{jobId}`. */
  route?: string | undefined;
  status?: number | undefined;
  /** Of the function. */
  version?: string | undefined;
  durationMs?: number | undefined;
  costUsd?: number | undefined;
  visited?: number | undefined;
  failed?: number | undefined;
  waiting?: number | undefined;
  admissions?: number | undefined;
  deadLetters?: number | undefined;
  expired?: number | undefined;
  erased?: number | undefined;
  deletions?: number | undefined;
  /** An error, with its causes. What was thrown while a vendor's reply was read passes `withoutQuotes` first. */
  cause?: unknown;
  error?: unknown;
}

/** A text that is written in the code, word for word. */
type Literal<M extends string> = string extends M ? never : M;

/** The logger that use cases need. */
export interface Log {
  info<M extends string>(message: Literal<M>, fields: LogFields): void;
  warn<M extends string>(message: Literal<M>, fields: LogFields): void;
  error<M extends string>(message: Literal<M>, fields: LogFields): void;
}
