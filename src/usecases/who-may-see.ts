import type { Visibility } from '../contract/index.ts';
import { type RequestError, runDeleted, runExpired } from '../errors.ts';
import type { JobDocument, StateDocument } from '../store/documents.ts';
import { owns, type Requester } from './requester.ts';

/** Who may see a run: what was decided last, what it was started with, or everybody, as in versions before. */
export function visibilityOf(
  job: Pick<JobDocument, 'visibility'> | undefined,
  state: Pick<StateDocument, 'visibility'> | undefined,
): Visibility {
  return state?.visibility ?? job?.visibility ?? 'listed';
}

/** When a run goes by itself: what was decided last, or what it was started with. */
export function expiryOf(
  job: Pick<JobDocument, 'expiresAt'> | undefined,
  state: Pick<StateDocument, 'expiresAt'> | undefined,
): string | undefined {
  return state?.expiresAt ?? job?.expiresAt;
}

/** Whether it is not told whose the pictures of a run are. */
export function isBlind(
  job: Pick<JobDocument, 'blind'> | undefined,
  state: Pick<StateDocument, 'revealedAt'> | undefined,
): boolean {
  return job?.blind !== undefined && state?.revealedAt === undefined;
}

/** Why nobody gets to see a run any more; `undefined` while it is there. Its time is over when it says so, whoever has come by. */
export function whyGone(
  job: Pick<JobDocument, 'expiresAt'> | undefined,
  state: Pick<StateDocument, 'expiresAt' | 'deletedAt'> | undefined,
  now: number,
): RequestError | undefined {
  const { deletedAt } = state ?? {};
  const expiresAt = expiryOf(job, state);
  const until = deletedAt === undefined ? now : Date.parse(deletedAt);
  if (expiresAt !== undefined && Date.parse(expiresAt) <= until) return runExpired();
  return deletedAt === undefined ? undefined : runDeleted();
}

/**
 * Whether somebody may see a run. Who may not must not learn that it exists.
 * @param job `undefined` if nothing but the state is left
 * @param now milliseconds since the epoch
 * @throws RequestError RUN_DELETED or RUN_EXPIRED for whoever could have seen it
 */
export function maySee(
  job: JobDocument | undefined,
  state: StateDocument | undefined,
  who: Requester,
  now: number,
): boolean {
  const owned = job ?? state;
  if (owned === undefined) return false;
  if (visibilityOf(job, state) === 'private' && !owns(owned, who)) return false;
  const gone = whyGone(job, state, now);
  if (gone !== undefined) throw gone;
  return true;
}
