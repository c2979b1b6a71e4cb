import { cursorOf, TIME_END } from './object-keys.ts';

const OF_LISTS = 1;

/** The cursor of a place among lists, marked for what tells runs and then lists: the first byte of no other cursor is 1. */
export function listsCursor(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  bytes[0] = OF_LISTS;
  return bytes.toString('base64url');
}

/** Before the newest list. */
export const FIRST_LIST = listsCursor(
  cursorOf({ jobId: '00000000-0000-0000-0000-000000000000', createdAtMs: TIME_END }),
);

/** The place among lists that such a cursor stands for; `undefined` if it is one of runs. */
export function placeAmongLists(cursor: string): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes[0] !== OF_LISTS) return undefined;
  bytes[0] = 0;
  return bytes.toString('base64url');
}
