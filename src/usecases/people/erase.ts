import type { EraseResponse } from '../../contract/index.ts';
import { isoTime } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { batchesOf } from '../../lib/in-batches.ts';
import type { Erasure, ErasureStore } from '../../store/erasure-store.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import type { KeyStore } from '../../store/key-store.ts';
import type { ListStore } from '../../store/list-store.ts';
import { indexesOf, type OwnRun, type OwnRunStore } from '../../store/own-run-store.ts';
import { pairOf, type StoredVote, type VoteStore } from '../../store/vote-store.ts';
import { type DeleteTools, deleteOwned } from '../delete-run/delete-run.ts';
import { OLD_ENOUGH_MS } from '../delete-run/finish-deletions.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { findRun } from '../owned-run.ts';
import type { Requester } from '../requester.ts';

/** Runs listed at a time, and of those deleted at the same time. */
const PAGE = 50;
const AT_ONCE = 5;
/** Kept free for the response. */
const RESPONDING_MS = 6000;

export interface EraseRunsTools extends DeleteTools {
  ownRuns: Pick<OwnRunStore, 'list' | 'remove'>;
}

export interface EraseKeptTools {
  kept: Pick<KeptStore, 'list' | 'remove' | 'runsOf'>;
}

export interface EraseKeysTools {
  keys: Pick<KeyStore, 'list' | 'revoke' | 'forget'>;
  clock: { now(): number };
}

export interface EraseListsTools {
  lists: Pick<ListStore, 'listOwn' | 'find' | 'delete' | 'forget'>;
  clock: { now(): number };
}

export interface EraseVotesTools {
  votes: Pick<VoteStore, 'oldestOf' | 'remove'>;
}

export interface EraseTools
  extends EraseRunsTools,
    EraseListsTools,
    EraseKeysTools,
    EraseVotesTools,
    EraseKeptTools,
    CountActionTools {
  erasures: Pick<ErasureStore, 'begin'>;
  clock: DeleteTools['clock'];
}

export interface EraseInput extends Pick<Requester, 'owner' | 'runKey'> {
  /** As the gateway saw it. */
  address: string;
  requestId: string;
  /** When Lambda stops the function, in milliseconds since the epoch. */
  stopsAt: number;
}

/**
 * Deletes everything that a person has made, or in an open stack whoever has the key: lists of prompts, so that nothing more of them is
 * drawn, runs as one by one, links with them, keys, votes, and what was kept of runs that have expired.
 * The marker comes first, so that the sweeper finishes what there is no time for, and what dies in between. What is made from now
 * on stays. Repeating it does the same again.
 * @throws RequestError RATE_LIMITED; DISPATCH_FAILED if a store is unavailable, and then the sweeper goes on
 */
export function erase(tools: EraseTools): (input: EraseInput) => Promise<EraseResponse> {
  return async ({ owner, runKey, address, requestId, stopsAt }) => {
    await countAction(tools, address, owner);
    const erasure = { index: owner ?? sha256Hex(runKey ?? ''), requestedAtMs: tools.clock.now() };
    await failClosed(tools.erasures.begin(erasure));
    const revokedKeys = owner === undefined ? 0 : await failClosed(eraseKeys(tools, erasure));
    const hasTime = () => tools.clock.now() < stopsAt - RESPONDING_MS;
    const lists = await failClosed(eraseLists(tools, erasure, hasTime));
    const runs = await failClosed(eraseRuns(tools, erasure, hasTime, requestId));
    const votes = await failClosed(eraseVotes(tools, erasure, hasTime));
    const kept = await failClosed(eraseKept(tools, erasure, hasTime));
    return {
      requestedAt: isoTime(erasure.requestedAtMs),
      deletedLists: lists.deleted,
      deletedRuns: runs.deleted,
      revokedKeys,
      deletedVotes: votes.deleted,
      goesOn: lists.isLeft || runs.isLeft || votes.isLeft || kept.isLeft,
    };
  };
}

/** Revokes the keys that the person had made until then. @returns how many */
export async function eraseKeys({ keys, clock }: EraseKeysTools, erasure: Erasure): Promise<number> {
  const until = isoTime(erasure.requestedAtMs);
  const own = (await keys.list(erasure.index)).filter(({ createdAt }) => createdAt <= until);
  for (const key of own) await keys.revoke(key);
  await keys.forget(erasure.index, clock.now());
  return own.length;
}

/**
 * Deletes the lists of prompts that had been made until then, the newest first.
 * @param goesOn asked before each of them
 * @returns how many, and whether any are left
 */
export async function eraseLists(
  { lists, clock }: EraseListsTools,
  { index, requestedAtMs }: Erasure,
  goesOn: () => boolean,
): Promise<Erased> {
  let deleted = 0;
  let isLeft = false;
  let cursor: string | undefined;
  do {
    const page = await lists.listOwn(index, { limit: PAGE, cursor });
    for (const own of page.lists.filter(({ createdAtMs }) => createdAtMs <= requestedAtMs)) {
      if (!goesOn()) return { deleted, isLeft: true };
      const list = await lists.find(own.listId);
      if (list !== undefined) {
        await lists.delete(list);
        deleted += 1;
      } else if (clock.now() - own.createdAtMs < OLD_ENOUGH_MS) isLeft = true;
      else await lists.forget(index, own);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { deleted, isLeft };
}

interface Erased {
  deleted: number;
  isLeft: boolean;
}

/**
 * Deletes the runs that had been started until then, the newest first.
 * @param goesOn asked before each few of them, with how many were deleted
 * @returns how many, and whether any are left
 */
export async function eraseRuns(
  tools: EraseRunsTools,
  { index, requestedAtMs }: Erasure,
  goesOn: (deleted: number) => boolean,
  requestId: string,
): Promise<Erased> {
  let deleted = 0;
  let isLeft = false;
  let cursor: string | undefined;
  do {
    const page = await tools.ownRuns.list(index, { limit: PAGE, cursor });
    const due = page.runs.filter(({ createdAtMs }) => createdAtMs <= requestedAtMs);
    for (const few of batchesOf(due, AT_ONCE)) {
      if (!goesOn(deleted)) return { deleted, isLeft: true };
      const fates = await Promise.all(few.map((run) => eraseRun(tools, index, run, requestId)));
      deleted += fates.filter((fate) => fate === 'deleted').length;
      isLeft ||= fates.includes('left');
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { deleted, isLeft };
}

/**
 * Deletes the votes that had been cast until then, the oldest first. The index of votes may be behind; the sweeper's later passes find what
 * it did not have yet.
 * @param goesOn asked before each few of them, with how many were deleted
 * @returns how many, and whether any are left
 */
export async function eraseVotes(
  { votes }: EraseVotesTools,
  { index, requestedAtMs }: Erasure,
  goesOn: (deleted: number) => boolean,
): Promise<{ deleted: number; isLeft: boolean }> {
  const deleted = new Set<string>();
  for (;;) {
    const found = await votes.oldestOf(index, isoTime(requestedAtMs), PAGE);
    const due = found.filter((vote) => !deleted.has(nameOf(vote)));
    if (due.length === 0) return { deleted: deleted.size, isLeft: false };
    if (!goesOn(deleted.size)) return { deleted: deleted.size, isLeft: true };
    await Promise.all(due.map((vote) => votes.remove(vote, pairOf(vote))));
    for (const vote of due) deleted.add(nameOf(vote));
  }
}

/**
 * Deletes small pictures of runs that had been started until then, for good only when the runs are gone: until then a vote may keep more.
 * @param goesOn asked before each few runs, with how many were looked at
 * @returns whether any are left
 */
export async function eraseKept(
  { kept }: EraseKeptTools,
  { index, requestedAtMs }: Erasure,
  goesOn: (looked: number) => boolean,
): Promise<{ isLeft: boolean }> {
  const due = (await kept.runsOf(index)).filter(({ createdAtMs }) => createdAtMs <= requestedAtMs);
  let looked = 0;
  for (const few of batchesOf(due, AT_ONCE)) {
    if (!goesOn(looked)) return { isLeft: true };
    await Promise.all(
      few.map(({ jobId, createdAtMs }) =>
        kept.remove({ jobId, createdAt: isoTime(createdAtMs), owner: index }),
      ),
    );
    looked += few.length;
  }
  return { isLeft: false };
}

const nameOf = ({ board, jobId, left, right }: StoredVote) =>
  [board, jobId, left.letter, right.letter].join(' ');

async function eraseRun(
  tools: EraseRunsTools,
  index: string,
  own: OwnRun,
  requestId: string,
): Promise<'deleted' | 'left' | 'nothing'> {
  const run = await findRun(tools.jobs, own.jobId, (found) => indexesOf(found).includes(index));
  if (run !== undefined) {
    await deleteOwned(tools, run, requestId);
    return 'deleted';
  }
  // Its request has died before it wrote the job, or is about to write it.
  if (tools.clock.now() - own.createdAtMs < OLD_ENOUGH_MS) return 'left';
  await tools.ownRuns.remove(index, own);
  return 'nothing';
}
