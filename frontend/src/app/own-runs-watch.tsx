import { useEffect } from 'react';
import { useNewestOwnRuns } from '../features/gallery/api/own-runs.ts';
import { watchRun } from '../features/results/run-registry.ts';
import { rememberRun } from '../lib/run-key.ts';

/**
 * Brings runs of this browser back of which this tab does not know: they were started in another one, or the browser has
 * forgotten what it stored. Those that are drawing are listed; the tab that has started one tells of its end.
 */
export default function OwnRunsWatch() {
  const { data } = useNewestOwnRuns();
  useEffect(() => {
    for (const { jobId, prompt, endedAt } of data?.runs.toReversed() ?? []) {
      rememberRun(jobId);
      if (endedAt === null) watchRun([jobId], prompt, 'quietly');
    }
  }, [data]);
  return null;
}
