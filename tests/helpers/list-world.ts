import { lru } from '../../src/lib/lru.ts';
import { listStore } from '../../src/store/list-store.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { createList } from '../../src/usecases/lists/create-list.ts';
import { getList } from '../../src/usecases/lists/get-list.ts';
import { deleteList, listLists } from '../../src/usecases/lists/own-lists.ts';
import { readStores } from './job-documents.ts';
import { input, jobWorld } from './job-world.ts';
import { LIST_ID, LIST_KEY } from './list-documents.ts';
import { noFaults, withFaults } from './store-faults.ts';
import { PNG, workerOver } from './worker-world.ts';

type World = ReturnType<typeof jobWorld>;

/** The lists function over the stores of a stack. */
export function listWorld(world: World = jobWorld(), faults = noFaults()) {
  const objects = withFaults(world.objects, faults);
  const tools = {
    ...readStores(objects),
    lists: listStore(objects),
    counters: world.counters,
    cache: lru<object>(1000),
    clients: { identify: async (address: string) => ({ address, hash: 'h' }) },
    rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
    clock: world.clock,
    newId: world.newId,
    slots: world.slots,
    isBlocked: (prompt: string) => prompt.includes('blocked'),
  };
  const remove = deleteList(tools);
  return {
    world,
    create: createList(tools),
    get: getList(tools),
    list: listLists(tools),
    remove: (listId: string, who: object = { runKey: LIST_KEY }) =>
      remove({ listId, address: '203.0.113.7', ...who }),
    /** Starts a cell of the list of `listDocument`. */
    async start(n: number): Promise<string> {
      const request = { cell: { listId: LIST_ID, n } };
      const { response } = await world.container()(input({ request, runKey: LIST_KEY }));
      return response.jobId;
    },
    /** Every worker that was started draws, or what a model comes to. */
    async draw(ofModel: (modelId: string) => Promise<{ bytes: Uint8Array; costUsd: number }> = drawn) {
      for (const event of world.dispatched.splice(0)) {
        const run = () => ofModel(event.modelId);
        const modelOf = async () => ({ plan: () => ({ sent: {}, warnings: [], run }) });
        await workerOver(world, { modelOf })(event, { requestId: 'w', remainingMs: 300_000 });
      }
    },
  };
}

const drawn = async () => ({ bytes: PNG, costUsd: 0.01 });
