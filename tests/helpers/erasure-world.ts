import { sha256Hex } from '../../src/lib/hash.ts';
import { lru } from '../../src/lib/lru.ts';
import { deletionStore } from '../../src/store/deletion-store.ts';
import { erasureStore } from '../../src/store/erasure-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import { linkStore } from '../../src/store/link-store.ts';
import { listStore } from '../../src/store/list-store.ts';
import { memoryKeyStore } from '../../src/store/memory-key-store.ts';
import { memoryVoteStore } from '../../src/store/memory-vote-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { ownRunStore } from '../../src/store/own-run-store.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { type EraseInput, erase } from '../../src/usecases/people/erase.ts';
import { exportOf } from '../../src/usecases/people/export.ts';
import { finishErasures } from '../../src/usecases/people/finish-erasures.ts';
import { plainAddresses } from '../../src/usecases/picture-addresses.ts';
import { storedKey } from '../suites/key-store.ts';
import { readStores } from './job-documents.ts';
import { input, jobWorld } from './job-world.ts';
import { type Faults, noFaults, withFaults } from './store-faults.ts';
import { PNG, workerOver } from './worker-world.ts';

export const ANN = 'cQ0hBqBk1nE9m3rJx5vZ7-';
export const BEN = 'Zk3fQ8y1TnWm0b5Xc7Ls2A';
export const RUN_KEY = 'the-key-of-this-run-and-no-other';

/** A stack in which people draw, and who takes away what is theirs, or has it deleted. */
export async function erasureWorld() {
  const world = jobWorld();
  const keys = memoryKeyStore();
  const votes = memoryVoteStore();

  /** Starts a run of two models; its workers have not come yet. */
  const start = async (owner?: string, prompt = 'a red fox in snow') => {
    const runKeyHash = sha256Hex(RUN_KEY);
    const { response } = await world.container()(input({ owner, runKeyHash, request: { prompt } }));
    return response.jobId;
  };
  /** Every worker that was started draws. @param meanwhile happens while its vendor draws */
  const draw = async (meanwhile?: () => Promise<unknown>) => {
    const modelOf = async () => ({
      plan: () => ({
        sent: {},
        warnings: [],
        async run() {
          await meanwhile?.();
          return { bytes: PNG, costUsd: 0.01 };
        },
      }),
    });
    for (const event of world.dispatched.splice(0))
      await workerOver(world, { modelOf })(event, { requestId: 'w', remainingMs: 300_000 });
  };
  const key = async (owner: string, name = 'nightly posters') => {
    const now = world.clock.now();
    const createdAt = new Date(now).toISOString();
    const expiresAt = new Date(now + 3_600_000).toISOString();
    const made = storedKey(owner, { name, createdAt, expiresAt });
    await keys.create(made, 50);
    return made;
  };

  const toolsOver = (faults: Faults) => {
    const objects = withFaults(world.objects, faults);
    return {
      ...readStores(objects),
      jobs: jobStore(objects),
      openRuns: openRunStore(objects),
      deletions: deletionStore(objects),
      erasures: erasureStore(objects),
      gallery: galleryStore(objects),
      images: imageStore(objects),
      kept: keptStore(objects),
      links: linkStore(objects),
      lists: listStore(objects),
      ownRuns: ownRunStore(objects),
      keys: withFaults(keys, faults),
      votes: withFaults(votes, faults),
      cache: lru<object>(100),
      counters: world.counters,
      budget: createBudget({ counters: world.counters, log: world.log }),
      clients: { identify: async (address: string) => ({ address, hash: 'h' }) },
      rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
      clock: world.clock,
      log: world.log,
      newId: world.newId,
    };
  };
  const eraseOf = (changes: Partial<EraseInput>, faults = noFaults()) =>
    erase(toolsOver(faults))({
      address: '203.0.113.7',
      requestId: 'e',
      stopsAt: world.clock.now() + 29_000,
      ...changes,
    });
  const sweepErasures = (faults = noFaults()) => finishErasures(toolsOver(faults), 's');
  const exported = exportOf({
    ...toolsOver(noFaults()),
    people: {
      keys,
      spentUsd: async (person) => (world.counters.values.get(`spend#user#${person}#2026-11`) ?? 0) / 1e6,
    },
    pictures: plainAddresses('https://images.example'),
  });
  return {
    world,
    keys,
    votes,
    start,
    draw,
    key,
    eraseOf,
    sweepErasures,
    exported,
    links: linkStore(world.objects),
    kept: keptStore(world.objects),
    lists: listStore(world.objects),
  };
}
