import { ProviderError } from '../../errors.ts';

/** A failure after the vendor had done its work: charged all the same. */
export function charged(error: ProviderError, costUsd: number | undefined): ProviderError;
/** Errors of other kinds pass through. */
export function charged(error: unknown, costUsd: number | undefined): unknown;
export function charged(error: unknown, costUsd: number | undefined): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { code, message, retryable, refusal } = error;
  const cost = costUsd === undefined ? {} : { costUsd };
  return new ProviderError(code, message, { billed: 'yes', retryable, refusal, ...cost });
}
