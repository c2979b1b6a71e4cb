import { timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../lib/hash.ts';
import type { JobDocument } from '../store/documents.ts';

/** Whether a key is that of a run. A run without a key has none that fits. */
export function holdsKey(
  { runKeyHash }: Pick<JobDocument, 'runKeyHash'>,
  runKey: string | undefined,
): boolean {
  if (runKeyHash === undefined || runKey === undefined) return false;
  const given = Buffer.from(sha256Hex(runKey));
  const stored = Buffer.from(runKeyHash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}
