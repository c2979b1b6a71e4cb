import type { Visibility } from '../contract/index.ts';
import { runDeleted } from '../errors.ts';
import type { JobDocument, StateDocument } from '../store/documents.ts';
import { owns, type Requester } from './requester.ts';

/** Who may see a run: what was decided last, what it was started with, or everybody, as in versions before. */
export function visibilityOf(
  job: Pick<JobDocument, 'visibility'> | undefined,
  state: Pick<StateDocument, 'visibility'> | undefined,
): Visibility {
  return state?.visibility ?? job?.visibility ?? 'listed';
}

/**
 * Whether somebody may see a run. Who may not must not learn that it exists.
 * @param job `undefined` if nothing but the state is left
 * @throws RequestError RUN_DELETED for whoever could have seen it
 */
export function maySee(
  job: JobDocument | undefined,
  state: StateDocument | undefined,
  who: Requester,
): boolean {
  const owned = job ?? state;
  if (owned === undefined) return false;
  if (visibilityOf(job, state) === 'private' && !owns(owned, who)) return false;
  if (state?.deletedAt !== undefined) throw runDeleted();
  return true;
}
