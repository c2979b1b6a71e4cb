import { useEffect } from 'react';
import { useNewestOwnRuns } from '../features/gallery/api/own-runs.ts';
import { watchRun } from '../features/results/run-registry.ts';
import { useMe } from '../features/sign-in/api/get-me.ts';
import { mayHaveOlderRuns } from '../lib/run-key.ts';
import { sessionState } from '../lib/session.ts';
import { useStore } from '../lib/store.ts';

/**
 * Learns whether whoever is signed in is an admin, and brings runs of this browser back of which this tab does not know: they were started in another one, or the browser has
 * forgotten what it stored. Those that are drawing are listed; the tab that has started one tells of its end.
 */
export default function OwnRunsWatch() {
  const session = useStore(sessionState);
  // Whoever comes for the first time has none, unless it is somebody who signs in.
  const { data } = useNewestOwnRuns(session !== 'none' || mayHaveOlderRuns());
  const { data: me } = useMe(session === 'in');
  useEffect(() => {
    for (const { jobId, prompt, endedAt } of data?.runs.toReversed() ?? []) {
      if (endedAt === null) watchRun([jobId], prompt, 'quietly');
    }
  }, [data]);
  useEffect(() => {
    if (session === 'in' && me?.person.role === 'admin') sessionState.set('admin');
  }, [session, me]);
  return null;
}
