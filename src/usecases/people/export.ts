import { MOST_EXPORTED_RUNS, MOST_EXPORTED_VOTES, MOST_KEPT_RUNS } from '../../contract/constants.ts';
import type {
  ErrorCode,
  ExportedRun,
  ExportedVote,
  ExportQuery,
  ExportResponse,
  ListDefinition,
} from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { isoTime, newestFirst } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { batchesOf } from '../../lib/in-batches.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import type { KeyStore } from '../../store/key-store.ts';
import type { LinkStore } from '../../store/link-store.ts';
import { FIRST_LIST, listsCursor, placeAmongLists } from '../../store/list-cursors.ts';
import type { ListStore } from '../../store/list-store.ts';
import { cursorOf } from '../../store/object-keys.ts';
import type { OwnRun, OwnRunStore } from '../../store/own-run-store.ts';
import type { StoredVote, VoteStore } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { definitionOf } from '../lists/get-list.ts';
import { type GetStatusTools, getStatus } from '../read-run/get-status.ts';
import type { Requester } from '../requester.ts';
import { linksOf, shownLink } from '../share/links.ts';
import { listKeys } from './keys.ts';

/**
 * Bytes of the runs of one page, and of votes on the first, as they stand in the response of a function, which takes 6 MB. The largest run there can be has
 * less than 3 MB, so that one always fits.
 */
const PAGE_BYTES = 5_000_000;
/** Runs read at the same time, and lists: five have less than 5 MB. */
const AT_ONCE = 10;
const LISTS_AT_ONCE = 5;

const GONE: readonly ErrorCode[] = ['JOB_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED'];

export interface ExportTools extends GetStatusTools {
  ownRuns: Pick<OwnRunStore, 'list'>;
  links: Pick<LinkStore, 'find' | 'idsOf'>;
  lists: Pick<ListStore, 'listOwn' | 'find'>;
  votes: Pick<VoteStore, 'newestOf'>;
  kept: Pick<KeptStore, 'runsOf' | 'list'>;
  /** Read where people sign in. */
  people: { keys: Pick<KeyStore, 'list'>; spentUsd(person: string, now: number): Promise<number> };
}

/**
 * Everything that belongs to a person, or in an open stack to whoever has a key, page by page. Runs are read as `GET /status` reads them,
 * so that the two never disagree; lists of prompts come after them.
 * @throws RequestError DISPATCH_FAILED if a store is unavailable
 */
export function exportOf({ ownRuns, people, votes: voteStore, ...tools }: ExportTools) {
  const statusOf = getStatus(tools);

  /** `undefined` if the run has expired or been deleted, or if the request that started it died. */
  const exported = async (jobId: string, who: Requester): Promise<ExportedRun | undefined> => {
    try {
      const run = await statusOf(jobId, who);
      const links = (await linksOf(tools, jobId)).map(shownLink);
      return { ...run, links: links.sort(newestFirst) };
    } catch (error) {
      if (error instanceof RequestError && GONE.includes(error.code)) return undefined;
      throw error;
    }
  };

  /** As many runs as a response can take. @returns with the last one that was looked at, unless that was the last of all */
  const fitting = async (listed: readonly OwnRun[], who: Requester, taken: number) => {
    const runs: ExportedRun[] = [];
    let bytes = taken;
    let last: OwnRun | undefined;
    for (const few of batchesOf(listed, AT_ONCE)) {
      const read = await Promise.all(few.map(async (own) => ({ own, run: await exported(own.jobId, who) })));
      for (const { own, run } of read) {
        bytes += run === undefined ? 0 : bytesOf(run);
        if (bytes > PAGE_BYTES && runs.length > 0) return { runs, last, bytes: PAGE_BYTES };
        if (run !== undefined) runs.push(run);
        last = own;
      }
    }
    return { runs, last: undefined, bytes };
  };

  /** As many lists as there is room for after so many bytes. @returns with a cursor, if there are more */
  const fittingLists = async (index: string, before: number, place: string | undefined) => {
    const found: ListDefinition[] = [];
    let bytes = before;
    let cursor = place;
    for (;;) {
      const page = await tools.lists.listOwn(index, { limit: LISTS_AT_ONCE, cursor });
      for (const own of page.lists) {
        const list = await tools.lists.find(own.listId);
        if (list !== undefined) {
          const definition = definitionOf(list);
          bytes += bytesOf(definition);
          const isFirst = before === 0 && found.length === 0;
          if (bytes > PAGE_BYTES && !isFirst) {
            return { found, next: cursor === undefined ? FIRST_LIST : listsCursor(cursor) };
          }
          found.push(definition);
        }
        cursor = cursorOf({ ...own, jobId: own.listId });
      }
      if (page.nextCursor === undefined) return { found, next: undefined };
    }
  };

  const personOf = async (id: string): Promise<NonNullable<ExportResponse['person']>> => {
    const [{ keys }, spentUsd] = await Promise.all([
      listKeys({ keys: people.keys, clock: tools.clock })({ id }),
      people.spentUsd(id, tools.clock.now()),
    ]);
    return { id, spentUsd, keys };
  };

  return async (
    { owner, runKey }: Pick<Requester, 'owner' | 'runKey'>,
    { limit = MOST_EXPORTED_RUNS, cursor }: ExportQuery,
  ): Promise<ExportResponse> => {
    const index = owner ?? sha256Hex(runKey ?? '');
    const place = cursor === undefined ? undefined : placeAmongLists(cursor);
    const exportedAt = isoTime(tools.clock.now());
    if (place !== undefined) {
      const { found, next } = await failClosed(fittingLists(index, 0, place));
      return { exportedAt, runs: [], lists: found, total: 0, nextCursor: next ?? null };
    }
    const page = await failClosed(ownRuns.list(index, { limit, cursor }));
    const isFirst = cursor === undefined;
    const person = owner !== undefined && isFirst ? await failClosed(personOf(owner)) : undefined;
    const cast = isFirst ? await failClosed(voteStore.newestOf(index, MOST_EXPORTED_VOTES)) : undefined;
    const votes = cast?.map(exportedVote);
    const kept = isFirst ? await failClosed(keptOf(tools, index)) : undefined;
    const taken = votes === undefined ? 0 : bytesOf(votes) + bytesOf(kept ?? []);
    const { runs, last, bytes } = await failClosed(fitting(page.runs, { owner, runKey }, taken));
    const nextRuns = last === undefined ? page.nextCursor : cursorOf(last);
    const lists =
      nextRuns === undefined ? await failClosed(fittingLists(index, bytes, undefined)) : undefined;
    return {
      exportedAt,
      ...(person !== undefined && { person }),
      ...(votes !== undefined && { votes }),
      ...(kept !== undefined && { kept }),
      runs,
      lists: lists?.found ?? [],
      total: runs.length,
      nextCursor: nextRuns ?? lists?.next ?? null,
    };
  };
}

/** Small copies of judged pictures, of the newest runs that have some. */
async function keptOf(
  { kept, pictures }: Pick<ExportTools, 'kept' | 'pictures'>,
  index: string,
): Promise<NonNullable<ExportResponse['kept']>> {
  const runs = (await kept.runsOf(index)).slice(0, MOST_KEPT_RUNS);
  if (runs.length === 0) return [];
  const addressOf = await pictures();
  const found: NonNullable<ExportResponse['kept']> = [];
  for (const few of batchesOf(runs, AT_ONCE)) {
    const listed = await Promise.all(few.map(async ({ jobId }) => ({ jobId, keys: await kept.list(jobId) })));
    for (const { jobId, keys } of listed)
      for (const key of keys.values()) found.push({ jobId, imageUrl: addressOf(key) });
  }
  return found;
}

const exportedVote = ({ jobId, left, right, outcome, votedAt, decisionMs }: StoredVote): ExportedVote => ({
  jobId,
  left: left.letter,
  right: right.letter,
  outcome,
  votedAt,
  ...(decisionMs !== undefined && { decisionMs }),
});

/** A body stands in the response of a function as a text of JSON. */
const bytesOf = (part: object) => Buffer.byteLength(JSON.stringify(JSON.stringify(part)));
