import { MOST_KEPT_RUNS } from '../../contract/constants.ts';
import type { BoardResponse } from '../../contract/index.ts';
import { batchesOf } from '../../lib/in-batches.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import type { StoredVote } from '../../store/vote-store.ts';
import type { AddressOf, PictureAddresses } from '../picture-addresses.ts';
import { newestRuns } from './newest-runs.ts';

/** Runs looked up at the same time. */
const AT_ONCE = 25;

export interface KeptPicturesTools {
  kept: Pick<KeptStore, 'list'>;
  jobs: Pick<JobStore, 'list' | 'readState'>;
  pictures: PictureAddresses;
}

type Pictures = NonNullable<BoardResponse['pictures']>;

/** A run that was judged, by what of it votes know. */
interface JudgedRun {
  jobId: string;
  prompt: string;
  modelIds: ReadonlySet<string>;
}

/**
 * Small copies of judged pictures, of runs that are gone by themselves: whoever may see a run sees it there, and while it can be judged it
 * is not told whose its pictures are.
 * @param placesOf where prompts and models stand in the answer
 */
export async function keptPictures(
  tools: KeptPicturesTools,
  votes: readonly StoredVote[],
  placesOf: (of: { prompt: string; modelId: string }) => { prompt: number; model: number },
): Promise<Pictures> {
  const found: Pictures = [];
  let addressOf: AddressOf | undefined;
  for (const few of batchesOf(judgedRuns(votes), AT_ONCE)) {
    const read = await Promise.all(few.map(async (run) => ({ run, kept: await keptOf(tools, run.jobId) })));
    for (const { run, kept } of read) {
      for (const [name, key] of kept) {
        addressOf ??= await tools.pictures();
        const { modelId, index } = run.modelIds.has(name) ? { modelId: name, index: 0 } : pictureOf(name);
        if (!run.modelIds.has(modelId)) continue;
        found.push({ ...placesOf({ prompt: run.prompt, modelId }), index, imageUrl: addressOf(key) });
      }
    }
  }
  return found;
}

function judgedRuns(votes: readonly StoredVote[]): JudgedRun[] {
  return newestRuns(votes, MOST_KEPT_RUNS).map(([jobId, own]) => ({
    jobId,
    prompt: own[0]?.prompt ?? '',
    modelIds: new Set(own.flatMap(({ left, right }) => [left.modelId, right.modelId])),
  }));
}

async function keptOf(
  { kept, jobs }: KeptPicturesTools,
  jobId: string,
): Promise<ReadonlyMap<string, string>> {
  const { hasJob, hasState } = await jobs.list(jobId);
  // Deleted, though not finished.
  if (hasJob || (hasState && (await jobs.readState(jobId))?.deletedAt !== undefined)) return new Map();
  return kept.list(jobId);
}

/** What `pictureId` has made of a model and a number other than 0. */
function pictureOf(name: string): { modelId: string; index: number } {
  const [, modelId = name, index = '0'] = /^(.+)_(\d+)$/.exec(name) ?? [];
  return { modelId, index: Number(index) };
}
