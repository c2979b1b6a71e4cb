import { pollDelay } from '../frontend/src/features/results/poll-schedule.ts';
import { memoryObjectStore } from '../src/store/memory-object-store.ts';
import { objectKeys } from '../src/store/object-keys.ts';
import type { ObjectStore } from '../src/store/object-store.ts';
import { type Benchmark, type Figure, figure } from './lib/figure.ts';
import { get, statusHandler } from './lib/http.ts';
import { thumbnailBytes } from './lib/photographs.ts';
import { benchSlots } from './lib/pipeline.ts';
import { playUntil, type ScriptedRun, scriptRun } from './lib/run-script.ts';
import { counted } from './lib/stores.ts';

const SLOWEST_MS = 15_000;
/** The replaced design polls every 2 s, and each response contains every finished picture in base64. */
const REPLACED = { everyMs: 2000, pictureBytes: 1_500_000 };
const MOST_BYTES_PER_MODEL = 400;

export const benchmark: Benchmark = {
  about:
    'bytes and store requests of the polls of a run whose slowest model takes 15 s, beside reading everything',
  run: async () => (await Promise.all([measureRun(9), measureRun(20)])).flat(),
};

export interface RunPolls {
  polls: number;
  bytes: number;
  /** Largest response. */
  largest: number;
  listings: number;
  reads: number;
  /** Most store requests in one poll, beyond those for documents that are new since the poll before. */
  mostBeyondChanges: number;
  /** Store requests of the same polls if each read every document. */
  naiveRequests: number;
}

export async function measureRun(count: number): Promise<Figure[]> {
  const polls = await pollRun(count);
  const shown = polls.bytes + count * (await thumbnailBytes());
  const replaced = bytesOfReplaced(count);
  const of = (name: string) => `${count} models: ${name}`;
  return [
    figure(of('polls'), 'requests', polls.polls),
    figure(of('largest answer per model'), 'bytes', polls.largest / count, { max: MOST_BYTES_PER_MODEL }),
    figure(of('all answers'), 'bytes', polls.bytes),
    figure(of('all answers and the small pictures'), 'bytes', Math.round(shown)),
    figure(of('answers of the replaced design over ours'), 'ratio', replaced / polls.bytes),
    figure(of('the replaced design over ours with every small picture'), 'ratio', replaced / shown, {
      min: 200,
    }),
    figure(
      of('the replaced design over ours with every large picture too'),
      'ratio',
      replaced / (shown + count * REPLACED.pictureBytes),
    ),
    figure(of('store requests beyond changes, most in one poll'), 'requests', polls.mostBeyondChanges, {
      max: 1,
    }),
    figure(of('store requests'), 'requests', polls.listings + polls.reads),
    figure(of('store requests where every poll reads everything'), 'requests', polls.naiveRequests),
  ];
}

/** Polls a run from start to end like a browser that has not learned the models' times. */
export async function pollRun(count: number): Promise<RunPolls> {
  const createdAt = Date.parse('2026-11-20T12:00:00.000Z');
  const run = scriptRun(benchSlots(count), createdAt, SLOWEST_MS);
  const lastMs = Math.max(...run.endsMs);
  const memory = memoryObjectStore();
  const store = counted(memory);
  let ageMs = 0;
  const handler = statusHandler(store, () => createdAt + ageMs);
  const totals: RunPolls = {
    polls: 0,
    bytes: 0,
    largest: 0,
    listings: 0,
    reads: 0,
    mostBeyondChanges: 0,
    naiveRequests: 0,
  };
  for (let ended = false; !ended; ageMs += pollDelay(ageMs)) {
    const changes = await playUntil(run, memory, ageMs);
    const before = store.counts.lists + store.counts.reads;
    const answer = await get(handler, { jobId: run.jobId });
    if (answer.statusCode !== 200) throw new Error(`The status is answered with ${answer.statusCode}.`);
    const requests = store.counts.lists + store.counts.reads - before;
    totals.polls += 1;
    totals.bytes += answer.bytes;
    totals.largest = Math.max(totals.largest, answer.bytes);
    totals.mostBeyondChanges = Math.max(totals.mostBeyondChanges, requests - changes);
    totals.naiveRequests += await naiveRequests(memory, run);
    ended = ageMs >= lastMs;
  }
  return { ...totals, listings: store.counts.lists, reads: store.counts.reads };
}

/** One listing, and a read for every document. */
async function naiveRequests(objects: ObjectStore, { jobId }: ScriptedRun): Promise<number> {
  return 1 + (await objects.list(objectKeys.run(jobId))).keys.length;
}

function bytesOfReplaced(count: number): number {
  const { endsMs } = scriptRun(benchSlots(count), 0, SLOWEST_MS);
  const picture = Math.ceil(REPLACED.pictureBytes / 3) * 4;
  let bytes = 0;
  const lastMs = Math.max(...endsMs) + REPLACED.everyMs;
  for (let ageMs = REPLACED.everyMs; ageMs <= lastMs; ageMs += REPLACED.everyMs) {
    bytes += endsMs.filter((end) => end <= ageMs).length * picture;
  }
  return bytes;
}
