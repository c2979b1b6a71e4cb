import type { Clock } from '../../lib/clock.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { OpenRunStore } from '../../store/open-run-store.ts';
import {
  admissionOf,
  dayWindow,
  hourWindow,
  monthWindow,
  ownSpend,
  tableKeys,
} from '../../store/table-keys.ts';

/** A request that has neither confirmed nor undone its admission by then is dead: it may take 29 seconds. */
const LOST_AFTER_MS = 600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface LostAdmissionTools {
  counters: Pick<CounterStore, 'marks' | 'takeBack' | 'unmark'>;
  jobs: Pick<JobStore, 'list' | 'read'>;
  openRuns: Pick<OpenRunStore, 'open'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * Undoes the admissions of requests that died before they wrote their job, and confirms those of requests that died
 * after. Looks at the counters that all runs share, and at the budgets of the people and keys in their marks; what such a request
 * counted for its address or person stays until midnight.
 * @returns how many were undone or confirmed
 */
export async function undoLostAdmissions(tools: LostAdmissionTools): Promise<number> {
  const now = tools.clock.now();
  const keys = new Set([
    ...[now, now - HOUR_MS].map((time) => tableKeys.globalRuns(hourWindow(time))),
    ...[now, now - DAY_MS].flatMap((time) => [
      tableKeys.spend(dayWindow(time)),
      tableKeys.spend(monthWindow(time)),
    ]),
  ]);
  let found = 0;
  for (const key of keys) {
    for (const { mark, amount } of await tools.counters.marks(key)) {
      const admission = admissionOf(mark);
      if (admission === undefined || now - admission.admittedAtMs < LOST_AFTER_MS) continue;
      found += 1;
      const { jobId, admittedAtMs } = admission;
      // First, because nobody else finds it once the mark is off the counter that all runs share.
      const own = isSpend(key) ? ownSpend(admission, monthWindow(admittedAtMs)) : [];
      const isReopened = await hasReopened(tools, jobId, mark);
      for (const each of [...own, key]) {
        if (isReopened) await tools.counters.unmark(each, mark);
        else await tools.counters.takeBack(each, mark, amount);
      }
    }
  }
  return found;
}

const isSpend = (key: string) => key.startsWith('spend#');

/** Whether the run was written with this admission. If so, it has a marker again, which may not have been written. */
async function hasReopened(
  { jobs, openRuns }: LostAdmissionTools,
  jobId: string,
  mark: string,
): Promise<boolean> {
  const { hasJob } = await jobs.list(jobId);
  const job = hasJob ? await jobs.read(jobId) : undefined;
  if (job?.admissionId !== mark) return false;
  await openRuns.open({ jobId, createdAtMs: Date.parse(job.createdAt) });
  return true;
}
