import type { Log } from '../../lib/log.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { OpenRunStore } from '../../store/open-run-store.ts';
import { pictureId } from '../../store/pictures.ts';
import { tableKeys } from '../../store/table-keys.ts';
import type { Budget, Reservation } from '../limits/budget.ts';
import { type StoreEndTools, storeEnd } from './store-end.ts';

/** How long the number of settled attempts is kept: far longer than a run can take to end. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface SettleTools extends StoreEndTools {
  counters: Pick<CounterStore, 'add'>;
  budget: Budget;
  openRuns: Pick<OpenRunStore, 'close'>;
  log: Log;
}

/** An attempt with a stored result, of a run with so many attempts in all. */
export interface EndedAttempt extends Reservation {
  totalModels: number;
  /** Absent if each model draws one. */
  totalPictures?: number;
  /** The run that this one is a follow-up of. */
  run?: { jobId: string };
}

/**
 * Beside the sweeper, a pass that has read the result may be about to settle it, too: the mark of the settlement then
 * has to outlast that pass, and the sweeper removes it.
 */
type Settling = 'alone' | 'beside the sweeper';

/**
 * Settles an attempt by its stored result, and ends the run if it was the last one. Only one caller may do so at a
 * time, which the claim of the attempt ensures; the sweeper does whatever is left undone.
 * Never throws: failures are logged.
 */
export async function settleAttempt(
  tools: SettleTools,
  attempt: EndedAttempt,
  result: ResultDocument,
  how: Settling = 'alone',
): Promise<void> {
  const { jobId, modelId } = attempt;
  try {
    const isLast = await recordSettlement(tools, attempt, result);
    const costUsd = costOf(result);
    if (costUsd !== undefined && how === 'alone') await tools.budget.forget(attempt, costUsd);
    if (isLast) await endRun(tools, attempt, how);
  } catch (cause) {
    tools.log.error('An attempt could not be settled; the sweeper will do it', { jobId, modelId, cause });
  }
}

/**
 * Replaces the reservation by the cost and records that. Both are done once, however often this is repeated; the mark
 * of the settlement stays on the budgets.
 * @returns whether every attempt of the run is settled now
 */
export async function recordSettlement(
  { counters, budget }: Pick<SettleTools, 'counters' | 'budget'>,
  attempt: EndedAttempt,
  result: ResultDocument,
): Promise<boolean> {
  const { jobId, createdAt, totalModels, totalPictures = totalModels } = attempt;
  const costUsd = costOf(result);
  if (costUsd !== undefined && !(await budget.settle(attempt, costUsd))) {
    throw new Error('The budgets could not be corrected.');
  }
  const expiresAt = Math.ceil((Date.parse(createdAt) + KEPT_MS) / 1000);
  const recorded = await counters.add(tableKeys.settledAttempts(jobId), {
    amount: 1,
    limit: totalPictures,
    mark: pictureId(attempt),
    expiresAt,
  });
  return recorded.admitted && recorded.value === totalPictures;
}

/** Stores that the run has ended, and removes its marker, unless the sweeper has to clean up after it. */
async function endRun(tools: SettleTools, attempt: EndedAttempt, how: Settling) {
  await storeEnd(tools, attempt);
  const { jobId, createdAt } = attempt;
  if (how === 'alone') await tools.openRuns.close({ jobId, createdAtMs: Date.parse(createdAt) });
}

/** A picture that came late is settled beside its attempt, whose reservation is still held. Its mark stays. */
export const lateOf = <T extends Reservation>(attempt: T): T => ({
  ...attempt,
  modelId: `${attempt.modelId}/late`,
});

/** What the vendor charged: 0 if it did not bill, `undefined` if nobody knows, and the reservation stays. */
export function costOf(result: ResultDocument): number | undefined {
  return result.status === 'failed' && result.error.billed === 'no' ? 0 : result.costUsd;
}
