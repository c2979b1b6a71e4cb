import type { JobStore } from '../../store/job-store.ts';
import type { DeadLetters } from '../ports.ts';

/** Batches that one pass receives at most. */
const BATCHES_PER_PASS = 20;

export interface DrainTools {
  deadLetters: DeadLetters;
  jobs: Pick<JobStore, 'list'>;
}

/**
 * Deletes the events that no worker could take whose run has ended, or no longer exists: the sweeper has done their work.
 * All others stay for the next pass, or for the owner.
 * @returns how many were deleted
 */
export async function drainDeadLetters({ deadLetters, jobs }: DrainTools): Promise<number> {
  let deleted = 0;
  for (let batch = 0; batch < BATCHES_PER_PASS; batch += 1) {
    const letters = await deadLetters.receive();
    if (letters.length === 0) break;
    for (const { receipt, jobId } of letters) {
      if (jobId === undefined) continue;
      const { hasJob, hasEnded } = await jobs.list(jobId);
      if (hasJob && !hasEnded) continue;
      await deadLetters.delete(receipt);
      deleted += 1;
    }
  }
  return deleted;
}
