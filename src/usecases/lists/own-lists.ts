import type { DeleteListResponse, ListSummary, ListsQuery, ListsResponse } from '../../contract/index.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { ListDocument } from '../../store/documents.ts';
import type { ListStore } from '../../store/list-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { ownList } from '../own-list.ts';
import type { Requester } from '../requester.ts';
import { definitionOf } from './get-list.ts';

const DEFAULT_PAGE_SIZE = 24;

/** One page of the lists of a person, or of those that were made with a key. @throws RequestError DISPATCH_FAILED */
export function listLists({ lists }: { lists: Pick<ListStore, 'listOwn' | 'find'> }) {
  return async (
    { owner, runKey }: Requester,
    { limit = DEFAULT_PAGE_SIZE, cursor }: ListsQuery,
  ): Promise<ListsResponse> => {
    const index = owner ?? sha256Hex(runKey ?? '');
    const page = await failClosed(lists.listOwn(index, { limit, cursor }));
    const found = await failClosed(Promise.all(page.lists.map(({ listId }) => lists.find(listId))));
    const shown = found.filter((list) => list !== undefined).map(summaryOf);
    return { lists: shown, total: shown.length, nextCursor: page.nextCursor ?? null };
  };
}

function summaryOf(list: ListDocument): ListSummary {
  const { prompts, ...summary } = definitionOf(list);
  return { ...summary, prompts: prompts.length };
}

export interface DeleteListTools extends CountActionTools {
  lists: Pick<ListStore, 'find' | 'delete'>;
}

export interface DeleteListInput extends Requester {
  listId: string;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Deletes a list with its prompts, so that no cell can be started any more; the runs of its cells stay.
 * @throws RequestError LIST_NOT_FOUND, for somebody else's too; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function deleteList(tools: DeleteListTools) {
  return async ({ listId, address, ...who }: DeleteListInput): Promise<DeleteListResponse> => {
    await countAction(tools, address, who.owner);
    const list = await ownList(tools, listId, who);
    await failClosed(tools.lists.delete(list));
    return { listId };
  };
}
