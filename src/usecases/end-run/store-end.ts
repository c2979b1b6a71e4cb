import { type Clock, isoTime } from '../../lib/clock.ts';
import type { JobStore } from '../../store/job-store.ts';
import { picturesOf } from '../../store/pictures.ts';
import type { ResultStore } from '../../store/result-store.ts';

export interface StoreEndTools {
  jobs: Pick<JobStore, 'read' | 'end' | 'endFollowUp'>;
  results: Pick<ResultStore, 'read'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * Stores that a run has ended, every attempt of which has a stored result. The run that a follow-up belongs to is told
 * first, so that a follow-up that has ended is always known there with its results.
 * @param run of the run that this one is a follow-up of
 */
export async function storeEnd(
  tools: StoreEndTools,
  { jobId, run }: { jobId: string; run?: { jobId: string } },
): Promise<void> {
  const endedAt = isoTime(tools.clock.now());
  if (run !== undefined) await tellRun(tools, jobId, run.jobId, endedAt);
  await tools.jobs.end(jobId, { endedAt });
}

async function tellRun({ jobs, results }: StoreEndTools, jobId: string, runId: string, endedAt: string) {
  const job = await jobs.read(jobId);
  // Deleted meanwhile, with all that belongs to it.
  if (job === undefined) return;
  const read = await Promise.all(picturesOf(job).map(({ id }) => results.read(jobId, id)));
  await jobs.endFollowUp(runId, {
    job,
    results: read.filter((result) => result !== undefined),
    endedAt,
  });
}
