import { isJobId } from '../contract/generated/validators.js';
import { listNotFound } from '../errors.ts';
import type { ListDocument } from '../store/documents.ts';
import type { ListStore } from '../store/list-store.ts';
import { failClosed } from './limits/rate-limiter.ts';
import { owns, type Requester } from './requester.ts';

interface FindListTools {
  lists: Pick<ListStore, 'find'>;
}

/** A list that somebody may see. @throws RequestError LIST_NOT_FOUND, for somebody else's private one too; DISPATCH_FAILED */
export const seenList = (tools: FindListTools, listId: string, who: Requester) =>
  listFor(tools, listId, (list) => list.visibility === 'unlisted' || owns(list, who));

/** A list that is somebody's own. @throws RequestError as for one that they see */
export const ownList = (tools: FindListTools, listId: string, who: Requester) =>
  listFor(tools, listId, (list) => owns(list, who));

async function listFor(
  { lists }: FindListTools,
  listId: string,
  may: (list: ListDocument) => boolean,
): Promise<ListDocument> {
  // Ids of lists have the form of those of runs.
  const list = isJobId(listId) ? await failClosed(lists.find(listId)) : undefined;
  if (list === undefined || !may(list)) throw listNotFound();
  return list;
}
