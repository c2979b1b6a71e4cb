import type { ChangeRunRequest, GenerateRequest, WorkerEvent } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { lru } from '../../src/lib/lru.ts';
import { deletionStore } from '../../src/store/deletion-store.ts';
import { expiryStore } from '../../src/store/expiry-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import { linkStore } from '../../src/store/link-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { ownRunStore } from '../../src/store/own-run-store.ts';
import { type ChangeRunInput, changeRun } from '../../src/usecases/change-run/change-run.ts';
import { type DeleteRunInput, deleteRun } from '../../src/usecases/delete-run/delete-run.ts';
import { getGallery } from '../../src/usecases/gallery/get-gallery.ts';
import { listGallery } from '../../src/usecases/gallery/list-gallery.ts';
import { createBudget } from '../../src/usecases/limits/budget.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { listRuns } from '../../src/usecases/own-runs/list-runs.ts';
import { plainAddresses } from '../../src/usecases/picture-addresses.ts';
import { getStatus } from '../../src/usecases/read-run/get-status.ts';
import { readStores } from './job-documents.ts';
import { input, jobWorld } from './job-world.ts';
import { noFaults, withFaults } from './store-faults.ts';
import { PNG, workerOver } from './worker-world.ts';

export const RUN_KEY = 'the-key-of-this-run-and-no-other';

type OnCall = (call: number) => Promise<void>;

/** A store before each of whose calls something happens. */
function watched(objects: ObjectStore, onCall: OnCall): ObjectStore {
  let calls = 0;
  const before =
    <Values extends unknown[], Answer>(method: (...values: Values) => Promise<Answer>) =>
    async (...values: Values) => {
      calls += 1;
      await onCall(calls);
      return method(...values);
    };
  const { get, put, putIfAbsent, putIfUnchanged, delete: remove, list } = objects;
  return {
    get: before(get),
    put: before(put),
    putIfAbsent: before(putIfAbsent),
    putIfUnchanged: before(putIfUnchanged),
    delete: before(remove),
    list: before(list),
  };
}

/** A run of two models that cost 4 cents each, started with a key, whose workers have not come yet. */
export async function deletionWorld(request: Partial<GenerateRequest> = {}) {
  const world = jobWorld();
  const { response } = await world.container()(
    input({ runKeyHash: sha256Hex(RUN_KEY), request: { prompt: 'a red fox in snow', ...request } }),
  );
  const { jobId } = response;
  const calls: string[] = [];

  /** A worker; `meanwhile` happens while its vendor draws, `onCall` before each call of its store. */
  const work = async (
    event: WorkerEvent | undefined,
    { meanwhile, onCall }: { meanwhile?: () => Promise<unknown>; onCall?: OnCall } = {},
  ) => {
    if (event === undefined) throw new Error('There is no event.');
    const objects = onCall ? watched(world.objects, onCall) : world.objects;
    const modelOf = async ({ id }: { id: string }) => ({
      plan: () => ({
        sent: {},
        warnings: [],
        async run() {
          calls.push(id);
          await meanwhile?.();
          return { bytes: PNG, costUsd: 0.01 };
        },
      }),
    });
    return workerOver({ ...world, objects }, { modelOf })(event, { requestId: 'w', remainingMs: 300_000 });
  };

  const remove = (changes: Partial<DeleteRunInput> = {}, faults = noFaults()) => {
    const objects = withFaults(world.objects, faults);
    const run = deleteRun({
      ...readStores(objects),
      jobs: jobStore(objects),
      openRuns: openRunStore(objects),
      deletions: deletionStore(objects),
      gallery: galleryStore(objects),
      images: imageStore(objects),
      kept: keptStore(objects),
      links: linkStore(objects),
      ownRuns: ownRunStore(objects),
      cache: lru(100),
      counters: world.counters,
      budget: createBudget({ counters: world.counters, log: world.log }),
      clients: { identify: async (address) => ({ address, hash: 'h' }) },
      rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
      clock: world.clock,
      log: world.log,
      newId: world.newId,
    });
    return run({ jobId, runKey: RUN_KEY, address: '203.0.113.7', requestId: 'd', ...changes });
  };

  const change = (
    { visibility, title, expiresInDays, ...changes }: Partial<ChangeRunInput> & ChangeRunRequest = {},
    faults = noFaults(),
  ) => {
    const objects = withFaults(world.objects, faults);
    const run = changeRun({
      ...readStores(objects),
      jobs: jobStore(objects),
      gallery: galleryStore(objects),
      cache: lru(100),
      clients: { identify: async (address) => ({ address, hash: 'h' }) },
      rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
      clock: world.clock,
      newId: world.newId,
      expiries: expiryStore(objects),
      isBlocked: (text) => text.includes('forbidden'),
      keptDays: 30,
    });
    const wanted = {
      ...(visibility !== undefined && { visibility }),
      ...(title !== undefined && { title }),
      ...(expiresInDays !== undefined && { expiresInDays }),
    };
    const asked = Object.keys(wanted).length > 0 ? wanted : { visibility: 'private' as const };
    return run({ jobId, change: asked, runKey: RUN_KEY, address: '203.0.113.7', ...changes });
  };

  /** Containers that have seen the run before, with what they remember. */
  const tools = {
    ...readStores(world.objects),
    clock: world.clock,
    pictures: plainAddresses('https://images.example'),
  };
  const status = getStatus({ ...tools, cache: lru(100) });
  const gallery = getGallery({ ...tools, cache: lru(100) });
  const list = listGallery({
    gallery: world.gallery,
    images: world.images,
    jobs: world.jobs,
    entries: lru(100),
    clock: world.clock,
    pictures: tools.pictures,
  });
  const mine = listRuns({ ...tools, ownRuns: world.ownRuns, cache: lru(100) });
  /** What each reader answers: a code, or what it shows. */
  const readers = async (id = jobId, runKey?: string) => ({
    status: await status(id, { runKey }).then(({ status: state }) => state, codeOf),
    gallery: await gallery(id, { runKey }).then(({ total }) => total, codeOf),
    list: (await list({})).total,
    search: (await list({ q: 'a' })).total,
    mine: (await mine({ runKey: RUN_KEY }, {})).total,
  });
  return { world, jobId, calls, work, remove, change, status, readers };
}

const codeOf = (error: unknown) => String(Object(error).code);
