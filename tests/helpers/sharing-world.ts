import type { GenerateRequest } from '../../src/contract/index.ts';
import { lru } from '../../src/lib/lru.ts';
import { expiryStore } from '../../src/store/expiry-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { linkStore } from '../../src/store/link-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { plainAddresses } from '../../src/usecases/picture-addresses.ts';
import { getShared } from '../../src/usecases/share/get-shared.ts';
import { createLink, listLinks, revokeLink } from '../../src/usecases/share/links.ts';
import { deletionWorld, RUN_KEY } from './deletion-world.ts';
import { readStores } from './job-documents.ts';

/** A run of two models whose pictures are drawn, and who makes, revokes and opens links to it. */
export async function sharingWorld(request: Partial<GenerateRequest> = {}, draws = true) {
  const set = await deletionWorld(request);
  const { world, jobId } = set;
  const draw = async () => {
    for (const event of world.dispatched.splice(0)) await set.work(event);
  };
  if (draws) await draw();
  let links = 0;
  const toolsOver = (objects: ObjectStore) => ({
    ...readStores(objects),
    jobs: jobStore(objects),
    links: linkStore(objects),
    images: imageStore(objects),
    expiries: expiryStore(objects),
    keptDays: 30,
    cache: lru<object>(100),
    clients: { identify: async (address: string) => ({ address, hash: 'h' }) },
    rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
    clock: world.clock,
    newId: world.newId,
    newLinkId: () => `link-${String(++links).padStart(17, '0')}`,
    pictures: plainAddresses('https://images.example'),
  });
  const tools = toolsOver(world.objects);
  const input = { jobId, runKey: RUN_KEY, address: '203.0.113.7' };
  return {
    ...set,
    draw,
    input,
    create: createLink(tools),
    list: listLinks(tools),
    revoke: revokeLink(tools),
    open: getShared(tools),
    openOver: (objects: ObjectStore) => getShared(toolsOver(objects)),
  };
}
