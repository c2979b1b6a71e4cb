import type { JobDocument } from '../store/documents.ts';
import { holdsKey } from './run-key.ts';

/** On whose behalf something is asked for: of whoever has the key of a run, of a person, or of an admin. */
export interface Requester {
  runKey?: string | undefined;
  /** Id of the person, in stacks where people sign in. */
  owner?: string | undefined;
  isAdmin?: boolean | undefined;
}

/**
 * Whether a run is theirs to do with as they like. While people sign in, a run that belongs to a person does not obey its
 * key: several people may share a browser.
 */
export function owns(
  run: Pick<JobDocument, 'runKeyHash' | 'owner'>,
  { runKey, owner, isAdmin = false }: Requester,
): boolean {
  if (isAdmin) return true;
  if (run.owner !== undefined && owner !== undefined) return run.owner === owner;
  return holdsKey(run, runKey);
}

/** Whether anybody could own anything by this. */
export const isSomebody = ({ runKey, owner, isAdmin = false }: Requester): boolean =>
  runKey !== undefined || owner !== undefined || isAdmin;
