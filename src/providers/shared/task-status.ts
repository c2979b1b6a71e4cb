import type { ProviderError } from '../../errors.ts';
import { insideSentence, type SafeText, safeText } from '../../lib/safe-text.ts';
import { providerError } from './vendor-error.ts';

/** How a task ended. */
export type TaskEnd = 'done' | 'failed' | 'cancelled';

const DONE = /^(?:ready|succeeded|success(?:ful)?|completed?|done|finished)$/i;
const FAILED = /^(?:error|errored|failed|failure|expired|rejected|timed?_?out)$/i;
const CANCELLED = /^(?:cancel+ed|aborted)$/i;

/**
 * Reads the status of a task in any of the words that vendors use, because a final one that is not known would be asked
 * for until the time is up; `undefined` for everything else, which is taken for not done yet.
 */
export function endOf(status: string): TaskEnd | undefined {
  if (DONE.test(status)) return 'done';
  if (FAILED.test(status)) return 'failed';
  return CANCELLED.test(status) ? 'cancelled' : undefined;
}

const cancelledThere = (vendor: SafeText): SafeText =>
  safeText`This picture was cancelled at ${insideSentence(vendor)}. It may have been charged all the same.`;

/** The failure of a task that the vendor had taken. */
export function taskFailure(
  end: Exclude<TaskEnd, 'done'>,
  told: { vendor: SafeText; detail: string | undefined; secrets: readonly (string | undefined)[] },
): ProviderError {
  return providerError({
    ...told,
    // `CANCELLED` is what a person here has cancelled.
    code: 'PROVIDER_DOWN',
    sentence: end === 'cancelled' ? cancelledThere : undefined,
    billed: 'unknown',
  });
}
