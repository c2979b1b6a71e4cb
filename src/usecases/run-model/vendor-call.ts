import { ProviderError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { safeText } from '../../lib/safe-text.ts';
import { withoutQuotes } from '../../lib/vendor-text.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { GeneratedImage, PlannedCall } from '../../providers/types.ts';

/** Requests to a vendor at most, the first one included. */
const MAX_REQUESTS = 4;
const FIRST_BACK_OFF_MS = 1000;
/** A request that would have less time than this is not sent. */
const SHORTEST_REQUEST_MS = 1000;

export interface VendorCallTools {
  clock: Clock;
  /** 0 up to 1, for the spread of waits. */
  random: () => number;
}

/**
 * Sends a request to the vendor, and sends it again only if the vendor certainly did not start and the time allows it,
 * after the wait that the vendor asks for. Nothing else repeats a request to a vendor.
 * @param deadline milliseconds since the epoch
 * @throws ProviderError
 */
export async function callVendor(
  call: PlannedCall,
  deadline: number,
  { clock, random }: VendorCallTools,
): Promise<GeneratedImage> {
  if (clock.now() + SHORTEST_REQUEST_MS > deadline) throw tooLate();
  const requests = async (signal: AbortSignal) => {
    for (let request = 1; ; request += 1) {
      try {
        return await call.run({ signal });
      } catch (error) {
        const failure = error instanceof ProviderError ? error : lostReply(error);
        if (failure.notStarted === undefined || request === MAX_REQUESTS) throw failure;
        // A wait of nothing would spend every request at once.
        const wait = failure.notStarted.waitMs || backOff(request, random);
        if (clock.now() + wait + SHORTEST_REQUEST_MS > deadline) throw failure;
        await clock.sleep(wait, signal);
      }
    }
  };
  return withDeadline(requests, { milliseconds: deadline - clock.now(), clock, timeUp: timedOut });
}

/** 1, 2, 4 seconds, give or take a quarter, so that workers of one job do not come back together. */
function backOff(request: number, random: () => number): number {
  return Math.round(FIRST_BACK_OFF_MS * 2 ** (request - 1) * (0.75 + random() / 2));
}

function tooLate(): ProviderError {
  return new ProviderError(
    'NOT_STARTED',
    safeText`This model could not be started in time. Nothing was charged.`,
    {
      billed: 'no',
      retryable: true,
    },
  );
}

function timedOut(): ProviderError {
  return new ProviderError(
    'TIMEOUT',
    safeText`The model did not answer in time. It may have been charged all the same.`,
    {
      billed: 'unknown',
      retryable: true,
    },
  );
}

function lostReply(cause: unknown): ProviderError {
  return new ProviderError(
    'OUTCOME_UNKNOWN',
    safeText`The model's answer was lost. It may have been charged all the same.`,
    { billed: 'unknown', retryable: true, cause: withoutQuotes(cause) },
  );
}
