import { sha256Hex } from '../../lib/hash.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { Requester } from '../requester.ts';

/** Who votes: whoever may see the run, and in an open stack with which key of their own. */
export interface Voting extends Requester {
  /** The `X-Voter` header. */
  voterKey?: string | undefined;
}

/** As votes have it: the id of the person, or in an open stack the hash of a key; `undefined` for nobody. */
export function voterOf({ owner, voterKey, runKey }: Voting): string | undefined {
  const key = voterKey ?? runKey;
  return owner ?? (key === undefined ? undefined : sha256Hex(key));
}

export interface BoardTools {
  /** Whether everybody may use the stack, also where a program with a key of its owner asks. */
  isOpen: boolean;
}

/** The board that votes on a run count on: that of its list, or that of runs. */
export const boardOfJob = (tools: BoardTools, { cell }: Pick<JobDocument, 'cell'>, voting: Voting): string =>
  cell === undefined ? boardOfRuns(tools, voting) : boardOfList(cell.listId);

export const boardOfList = (listId: string): string => `list-${listId}`;

/** The board that votes on runs count on: everybody's in an open stack, and in a closed one each person's own. */
export const boardOfRuns = ({ isOpen }: BoardTools, { owner = '' }: Voting): string =>
  isOpen ? 'runs' : `runs-${owner}`;
