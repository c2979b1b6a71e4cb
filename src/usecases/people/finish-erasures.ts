import type { Log } from '../../lib/log.ts';
import type { ErasureStore } from '../../store/erasure-store.ts';
import { NOTHING_NEW_MS } from '../delete-run/finish-deletions.ts';
import {
  type EraseKeptTools,
  type EraseKeysTools,
  type EraseListsTools,
  type EraseRunsTools,
  type EraseVotesTools,
  eraseKept,
  eraseKeys,
  eraseLists,
  eraseRuns,
  eraseVotes,
} from './erase.ts';

/** Runs of one pass; what is left over, the next one finds. */
const RUNS_A_PASS = 200;
/** Runs of one person of which something is kept, in one pass. */
const KEPT_A_PASS = 200;
/** Votes of one person in one pass. */
const VOTES_A_PASS = 2000;

export interface FinishErasuresTools
  extends EraseRunsTools,
    EraseListsTools,
    EraseKeysTools,
    EraseVotesTools,
    EraseKeptTools {
  erasures: Pick<ErasureStore, 'list' | 'finish'>;
  clock: EraseRunsTools['clock'];
  log: Log;
}

/**
 * One pass over what people want to have deleted: what their requests had no time for or died before, and runs that were being
 * started meanwhile. Passes may overlap and may be killed at any time: the marker goes last.
 * @returns how many runs were deleted
 */
export async function finishErasures(tools: FinishErasuresTools, requestId: string): Promise<number> {
  let total = 0;
  for (const erasure of await tools.erasures.list()) {
    const room = RUNS_A_PASS - total;
    if (room <= 0) break;
    try {
      await eraseKeys(tools, erasure);
      const lists = await eraseLists(tools, erasure, () => true);
      const runs = await eraseRuns(tools, erasure, (done) => done < room, requestId);
      total += runs.deleted;
      const votes = await eraseVotes(tools, erasure, (done) => done < VOTES_A_PASS);
      const kept = await eraseKept(tools, erasure, (looked) => looked < KEPT_A_PASS);
      const isLeft = lists.isLeft || runs.isLeft || votes.isLeft || kept.isLeft;
      if (!isLeft && tools.clock.now() - erasure.requestedAtMs >= NOTHING_NEW_MS)
        await tools.erasures.finish(erasure);
    } catch (cause) {
      tools.log.error('Somebody could not be forgotten; the next pass will try again', { cause });
    }
  }
  return total;
}
