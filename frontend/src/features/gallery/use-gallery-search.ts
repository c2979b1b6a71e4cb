import { useEffect, useState } from 'react';
import type { GalleryEntry, JobStatus, RunSummary } from '../../../../src/contract/index.ts';
import { starStore } from '../../lib/stars.ts';
import { useStore } from '../../lib/store.ts';
import { useGallery } from './api/list-gallery.ts';
import { useOwnRuns } from './api/list-own-runs.ts';
import { type Filters, isFiltering, matches, queryOf } from './filters.ts';

/** A run of the list. The gallery has only runs with a picture, so only those of one's own have a state. */
export type Entry = GalleryEntry & { status?: JobStatus };

/** While searching, older runs are looked at until so many match. */
const ENOUGH = 24;
/** Requests in a row that may find nothing before a person is asked whether to go on. */
const PATIENCE = 3;
/** How long a text has to stay the same before it is searched for. */
const SETTLED_MS = 250;

/** The runs that match, as many as have been found, and what is known about the rest. */
export function useGallerySearch(filters: Filters) {
  const { mine, starred: onlyStarred } = filters;
  const stars = useStore(starStore);
  const gallery = useGallery(useSettled(queryOf(filters)), !mine);
  const own = useOwnRuns(mine);
  const list = mine ? own : gallery;
  const { fetchNextPage, isFetchingNextPage, isError, isPlaceholderData } = list;

  const pages: Page[] = mine ? (own.data?.pages.map(ownPage) ?? []) : (gallery.data?.pages.map(page) ?? []);
  const keep = (entry: Entry) => !mine || matches(filters, entry);
  const found = pages.map(({ entries }) => entries.filter(keep));
  const starredIds = new Set(stars.map((star) => star.id));
  const listed = new Map(pages.flatMap((each) => each.entries.map((entry) => [entry.id, entry] as const)));
  const entries: Entry[] = mine
    ? found.flat().filter(({ id }) => !onlyStarred || starredIds.has(id))
    : onlyStarred
      ? // A star keeps what was known on this device; the list may know of a retry since.
        stars.map((star) => listed.get(star.id) ?? star).filter((entry) => matches(filters, entry))
      : found.flat();

  const isKeptHere = onlyStarred && !mine;
  const isNarrowed = isFiltering(filters) || (mine && onlyStarred);
  const mayFindMore = list.hasNextPage && !isKeptHere;
  const fruitless = found.length - 1 - found.findLastIndex((each) => each.length > 0);
  const canFetch = mayFindMore && !isError && !isPlaceholderData;
  const isPatient = isNarrowed && entries.length < ENOUGH && fruitless < PATIENCE;
  const wantsMore = canFetch && isPatient && !isFetchingNextPage;
  const pageCount = pages.length;
  useEffect(() => {
    // Depends on the count, too: a page may come before this one knew that it was on its way.
    if (wantsMore && pageCount > 0) fetchNextPage();
  }, [wantsMore, pageCount, fetchNextPage]);

  return {
    entries,
    starred: starredIds,
    /** Whether the list shows less than there is. */
    isNarrowed,
    /** Whether older runs have not been looked at. */
    mayFindMore,
    isSearching: !isKeptHere && (list.isFetching || wantsMore),
    /** When the oldest run was made that was looked at. */
    searchedBackTo: pages.at(-1)?.searchedBackTo,
    hasResponse: list.data !== undefined || isKeptHere,
    pageCount: isKeptHere ? 0 : pageCount,
    error: isKeptHere ? null : list.error,
    fetchMore: fetchNextPage,
    /** For the end of the list while it is scrolled. */
    onEnd: canFetch && (!isNarrowed || entries.length >= ENOUGH) ? fetchNextPage : undefined,
    retry: list.refetch,
  };
}

interface Page {
  entries: Entry[];
  searchedBackTo: string | undefined;
}

const page = ({
  galleries,
  searchedBackTo,
}: {
  galleries: GalleryEntry[];
  searchedBackTo: string | null;
}): Page => ({ entries: galleries, searchedBackTo: searchedBackTo ?? undefined });

const ownPage = ({ runs }: { runs: RunSummary[] }): Page => ({
  entries: runs.map(entryOf),
  searchedBackTo: runs.at(-1)?.createdAt,
});

function entryOf(run: RunSummary): Entry {
  const { aspectRatio } = run.parameters;
  return {
    id: run.jobId,
    timestamp: run.createdAt,
    prompt: run.prompt,
    preview: run.previews[0] ?? '',
    previews: run.previews,
    imageCount: run.completedPictures,
    totalModels: run.totalModels,
    totalPictures: run.totalPictures,
    models: run.models,
    ...(aspectRatio !== undefined && { aspectRatio }),
    ...(run.title !== undefined && { title: run.title }),
    status: run.status,
  };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
