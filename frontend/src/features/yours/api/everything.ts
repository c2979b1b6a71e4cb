import type { EraseResponse, ExportResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKey } from '../../../lib/run-key.ts';
import { isSessionNeeded } from '../../../lib/session.ts';

/** Everything that is kept of somebody, of all pages. */
export type Everything = Pick<ExportResponse, 'exportedAt' | 'person' | 'votes' | 'kept' | 'runs' | 'lists'>;

/** In an open installation, things belong to whoever has the key of this browser. */
const whose = () => (isSessionNeeded() ? {} : { headers: { 'x-run-key': runKey() } });

/** @param onRuns told how many runs have come so far */
export async function getEverything(onRuns: (count: number) => void): Promise<Everything> {
  const page = (cursor: string | null) =>
    apiRequest<ExportResponse>(
      `/me/export${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
      whose(),
    );
  const { nextCursor, total: _total, ...first } = await page(null);
  const everything = { ...first, runs: [...first.runs], lists: [...first.lists] };
  for (let cursor = nextCursor; cursor !== null; ) {
    onRuns(everything.runs.length);
    const next = await page(cursor);
    everything.runs.push(...next.runs);
    everything.lists.push(...next.lists);
    cursor = next.nextCursor;
  }
  return everything;
}

/** Requests that are sent at most; what is left, the installation deletes by itself. */
const MOST_REQUESTS = 5;

/** Deletes everything. @returns how many runs are gone by now, and whether more will follow */
export async function eraseEverything(): Promise<{ deletedRuns: number; goesOn: boolean }> {
  let deletedRuns = 0;
  let goesOn = true;
  for (let request = 0; request < MOST_REQUESTS && goesOn; request += 1) {
    const response = await apiRequest<EraseResponse>('/me', { method: 'DELETE', ...whose() });
    // What is left for reasons other than time will not be gone sooner for being asked for again.
    const isWaiting = response.deletedRuns + response.deletedLists === 0;
    deletedRuns += response.deletedRuns;
    goesOn = response.goesOn;
    if (isWaiting) break;
  }
  return { deletedRuns, goesOn };
}
