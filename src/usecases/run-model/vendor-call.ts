import { ProviderError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { GeneratedImage, PlannedCall } from '../../providers/types.ts';

/** Requests to a vendor at most, the first one included. */
const MAX_ATTEMPTS = 4;
const FIRST_BACK_OFF_MS = 1000;
/** An attempt that would have less time than this is not begun. */
const SHORTEST_ATTEMPT_MS = 1000;

export interface VendorCallTools {
  clock: Clock;
  /** 0 up to 1, for the spread of waits. */
  random: () => number;
}

/**
 * Asks the vendor, again only where it certainly did not start and as long as the time allows, waiting as long as it
 * says. This is the only place that repeats a request to a vendor.
 * @param deadline milliseconds since the epoch
 * @throws ProviderError
 */
export async function callVendor(
  call: PlannedCall,
  deadline: number,
  { clock, random }: VendorCallTools,
): Promise<GeneratedImage> {
  if (clock.now() + SHORTEST_ATTEMPT_MS > deadline) throw tooLate();
  const vendor = new AbortController();
  const done = new AbortController();
  const timeUp = clock.sleep(Math.max(0, deadline - clock.now()), done.signal).then(() => {
    vendor.abort(new Error('The time for this model is up.'));
    throw timedOut();
  });
  // Ends with a rejection of its own once the vendor has answered.
  timeUp.catch(() => undefined);

  const attempts = async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call.run({ signal: vendor.signal });
      } catch (error) {
        const failure = error instanceof ProviderError ? error : lostAnswer(error);
        if (failure.notStarted === undefined || attempt === MAX_ATTEMPTS) throw failure;
        const wait = failure.notStarted.waitMs ?? backOff(attempt, random);
        if (clock.now() + wait + SHORTEST_ATTEMPT_MS > deadline) throw failure;
        await clock.sleep(wait, vendor.signal);
      }
    }
  };
  try {
    return await Promise.race([attempts(), timeUp]);
  } finally {
    done.abort();
  }
}

/** 1, 2, 4 seconds, give or take a quarter, so that workers of one job do not come back together. */
function backOff(attempt: number, random: () => number): number {
  return Math.round(FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.75 + random() / 2));
}

function tooLate(): ProviderError {
  return new ProviderError('NOT_STARTED', 'This model could not be started in time. Nothing was charged.', {
    billed: 'no',
    retryable: true,
  });
}

function timedOut(): ProviderError {
  return new ProviderError(
    'TIMEOUT',
    'The model did not answer in time. It may have been charged all the same.',
    {
      billed: 'unknown',
      retryable: true,
    },
  );
}

function lostAnswer(cause: unknown): ProviderError {
  return new ProviderError(
    'OUTCOME_UNKNOWN',
    "The model's answer was lost. It may have been charged all the same.",
    { billed: 'unknown', retryable: true, cause },
  );
}
