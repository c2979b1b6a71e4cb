import type { MeResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { dayWindow, microDollars, monthWindow, tableKeys } from '../../store/table-keys.ts';
import type { RunLimits } from '../limits/quotas.ts';
import { failClosed } from '../limits/rate-limiter.ts';

const MICRO_DOLLARS = 1_000_000;

export interface GetMeTools {
  limits: Pick<RunLimits, 'perPersonPerDay' | 'personMonthlyBudgetUsd'>;
  counters: Pick<CounterStore, 'read'>;
  clock: Pick<Clock, 'now'>;
}

/** What a person has used of their limits, and has left. */
export function getMe({ limits, counters, clock }: GetMeTools) {
  /** @throws RequestError NOT_ALLOWED if there is no person; DISPATCH_FAILED if the counters are unavailable */
  return async (caller: {
    id: string | undefined;
    role: MeResponse['person']['role'] | 'nobody';
    email?: string;
  }): Promise<MeResponse> => {
    const { id, role, email } = caller;
    if (id === undefined || role === 'nobody') {
      throw new RequestError('NOT_ALLOWED', 'This stack is open: nobody signs in here.');
    }
    const now = clock.now();
    const keys = [tableKeys.personRuns(id, dayWindow(now)), tableKeys.personSpend(id, monthWindow(now))];
    const [runs = 0, spent = 0] = await failClosed(counters.read(keys));
    const { perPersonPerDay, personMonthlyBudgetUsd } = limits;
    // The owner may have lowered a limit below what was used.
    const left = Math.max(0, microDollars(personMonthlyBudgetUsd) - spent) / MICRO_DOLLARS;
    return {
      person: { id, role, ...(email !== undefined && { email }) },
      spent: { runs, usd: spent / MICRO_DOLLARS },
      left: { runs: Math.max(0, perPersonPerDay - runs), usd: personMonthlyBudgetUsd === 0 ? null : left },
    };
  };
}
