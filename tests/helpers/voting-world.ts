import type { GenerateRequest, NextPairsQuery, VoteRequest } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { lru } from '../../src/lib/lru.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import { listStore } from '../../src/store/list-store.ts';
import { memoryVoteStore } from '../../src/store/memory-vote-store.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import { plainAddresses } from '../../src/usecases/picture-addresses.ts';
import { revealRun } from '../../src/usecases/reveal-run/reveal-run.ts';
import { addVote } from '../../src/usecases/votes/add-vote.ts';
import { nextPairs } from '../../src/usecases/votes/next-pairs.ts';
import { readBoard } from '../../src/usecases/votes/read-board.ts';
import { undoVote } from '../../src/usecases/votes/undo-vote.ts';
import type { Voting } from '../../src/usecases/votes/voter.ts';
import { deletionWorld, RUN_KEY } from './deletion-world.ts';
import { readStores } from './job-documents.ts';
import { input } from './job-world.ts';
import { LIST_ID, listDocument } from './list-documents.ts';
import { noFaults, withFaults } from './store-faults.ts';

export const ME = { runKey: RUN_KEY };
export const OTHER = { runKey: RUN_KEY, voterKey: 'a-key-of-somebody-else-who-votes' };

/** A blind run of two models that was drawn, unless it is said otherwise. */
export async function votingWorld({
  drawn = true,
  ...request
}: Partial<GenerateRequest> & { drawn?: boolean } = {}) {
  const found = await deletionWorld({ blind: true, ...request });
  const { world, jobId } = found;
  const work = async () => {
    for (const event of world.dispatched.splice(0)) await found.work(event);
  };
  if (drawn) await work();
  const votes = memoryVoteStore();
  const lists = listStore(world.objects);
  const kept = keptStore(world.objects);
  const toolsOver = (faults = noFaults(), isOpen = true) => ({
    ...readStores(world.objects),
    votes: withFaults(votes, faults),
    lists,
    kept: withFaults(kept, faults),
    log: world.log,
    clients: { identify: async (address: string) => ({ address, hash: 'h' }) },
    rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
    cache: lru<object>(100),
    clock: world.clock,
    newId: world.newId,
    pictures: plainAddresses('https://images.example'),
    random: Math.random,
    isOpen,
  });
  const address = '203.0.113.7';
  const vote = (changes: Partial<VoteRequest> = {}, who: Voting = ME, faults = noFaults(), isOpen = true) =>
    addVote(toolsOver(faults, isOpen))({
      vote: { jobId, left: 'A', right: 'B', outcome: 'left', ...changes },
      address,
      ...who,
    });
  const undo = (voteId: string, who: Voting = ME, faults = noFaults()) =>
    undoVote(toolsOver(faults))({ voteId, address, ...who });
  const next = (n?: number, who: Voting = ME, faults = noFaults()) =>
    nextPairs(toolsOver(faults))({ jobId, ...(n !== undefined && { n }) }, who);
  const nextBy = (random: () => number) => nextPairs({ ...toolsOver(), random })({ jobId }, ME);
  const board = (who: Voting = ME, faults = noFaults(), list?: string) =>
    readBoard(toolsOver(faults))(who, list === undefined ? {} : { list });
  const boardToldTo = (who: Voting = ME, list?: string) =>
    readBoard(toolsOver())(who, { names: 'told', ...(list !== undefined && { list }) });
  const keptOf = async (who: Voting = ME, list?: string) =>
    (await readBoard(toolsOver())(who, { pictures: 'kept', ...(list !== undefined && { list }) })).pictures;
  const nextOfList = (n: number, who: Voting = ME) => nextPairs(toolsOver())({ list: LIST_ID, n }, who);
  const ask = (query: NextPairsQuery) => nextPairs(toolsOver())(query, ME);
  const reveal = () => revealRun(toolsOver())({ jobId, address, ...ME });
  const actions = () =>
    [...world.counters.values].filter(([key]) => key.startsWith('actions#')).map(([, count]) => count);
  /** Makes the run, and as many others as there are prompts, cells of a list of the same key. */
  const asList = async (visibility: 'private' | 'unlisted' = 'private', count = 1) => {
    const runKeyHash = sha256Hex(RUN_KEY);
    await lists.create(listDocument({ blind: true, visibility, runKeyHash, count }));
    const ids = [jobId];
    for (let n = 1; n < 3; n += 1) {
      const { response } = await world.container()(
        input({ runKeyHash, request: { prompt: `fox ${n}`, blind: true, count } }),
      );
      ids.push(response.jobId);
    }
    await work();
    for (const [n, id] of ids.entries()) {
      await lists.takeCell(LIST_ID, n, { jobId: id });
      const cell = { listId: LIST_ID, n, ...(n === 0 && { category: 'animals' }) };
      const text = JSON.stringify({ ...(await world.jobs.read(id)), cell });
      await world.objects.put(`jobs/${id}/job.json`, text, { contentType: 'application/json' });
    }
    return ids;
  };
  return {
    ...found,
    work,
    votes,
    lists,
    kept,
    asList,
    nextOfList,
    ask,
    vote,
    undo,
    next,
    nextBy,
    board,
    keptOf,
    boardToldTo,
    reveal,
    actions,
  };
}
