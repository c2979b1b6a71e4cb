import { keys } from '../../store/keys.ts';

const ENTRY_KEY = /^gallery\/(\d{13})-([0-9a-f-]{36})\.json$/;
const TIME_END = 9_999_999_999_999;

/** What the key of an index entry says; `undefined` for a key that is no entry's. */
export function entryOfKey(key: string): { jobId: string; createdAtMs: number } | undefined {
  const [, time, jobId] = ENTRY_KEY.exec(key) ?? [];
  return time === undefined || jobId === undefined
    ? undefined
    : { jobId, createdAtMs: TIME_END - Number(time) };
}

/**
 * The place of an entry as 24 bytes in base64url: eight for the time part of its key, sixteen for the id. Every text
 * of that shape is a place, so a made-up one does no harm.
 * @returns `undefined` for a key that is no entry's
 */
export function cursorOf(key: string): string | undefined {
  const [, time, id] = ENTRY_KEY.exec(key) ?? [];
  if (time === undefined || id === undefined) return undefined;
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64BE(BigInt(time));
  bytes.write(id.replaceAll('-', ''), 8, 'hex');
  return bytes.toString('base64url');
}

/** The key after which the page begins. */
export function keyOfCursor(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const time = bytes.readBigUInt64BE().toString().padStart(13, '0');
  const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `${keys.galleryPrefix}${time}-${id}.json`;
}
