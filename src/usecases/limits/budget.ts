import type { Log } from '../../lib/log.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { pictureId } from '../../store/pictures.ts';
import { dayWindow, microDollars, monthWindow, ownSpend, tableKeys } from '../../store/table-keys.ts';

/** An attempt whose reservation is held in the budgets of the day and the month in which its run was made, and of its payer. */
export interface Reservation {
  jobId: string;
  modelId: string;
  index?: number;
  /** Of the run, ISO 8601. */
  createdAt: string;
  /** The person in whose budget it is held, too. */
  payer?: string | undefined;
  /** Id of the key in whose budget it is held as well. */
  payerKey?: string | undefined;
  /** Id of the list in whose budget it is held as well. */
  payerList?: string | undefined;
  /** The high estimate, held since admission. */
  reservedUsd: number;
}

export interface Budget {
  /**
   * Replaces a reservation by the cost, once per attempt however often it is called: 0 for what was not billed. Never
   * throws: what cannot be corrected is logged.
   * @returns whether all budgets are correct now
   */
  settle(reservation: Reservation, costUsd: number): Promise<boolean>;
  /** Forgets that this cost was settled, once the stored result keeps anybody from settling it again. */
  forget(reservation: Reservation, costUsd: number): Promise<void>;
}

export function createBudget({ counters, log }: { counters: CounterStore; log: Log }): Budget {
  const inAllBudgets = async (
    { jobId, modelId, index, createdAt, payer, payerKey, payerList }: Reservation,
    change: (key: string, mark: string) => Promise<void>,
  ) => {
    const created = Date.parse(createdAt);
    const id = pictureId({ modelId, index });
    const month = monthWindow(created);
    const keys = [
      ...[dayWindow(created), month].map(tableKeys.spend),
      ...ownSpend({ person: payer, key: payerKey, list: payerList }, month),
    ];
    const outcomes = await Promise.allSettled(keys.map((key) => change(key, `${jobId}/${id}`)));
    outcomes.forEach((outcome, place) => {
      if (outcome.status === 'rejected') {
        const cause = outcome.reason;
        log.error('A budget could not be corrected', { key: keys[place], jobId, modelId, cause });
      }
    });
    return outcomes.every(({ status }) => status === 'fulfilled');
  };
  const differenceOf = ({ reservedUsd }: Reservation, costUsd: number) =>
    microDollars(costUsd) - microDollars(reservedUsd);

  return {
    async settle(reservation, costUsd) {
      const difference = differenceOf(reservation, costUsd);
      if (difference === 0) return true;
      return inAllBudgets(reservation, (key, mark) => counters.correct(key, mark, difference));
    },
    async forget(reservation, costUsd) {
      if (differenceOf(reservation, costUsd) === 0) return;
      await inAllBudgets(reservation, (key, mark) => counters.unmark(key, mark));
    },
  };
}
