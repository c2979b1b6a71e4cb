import { invalidField } from '../errors.ts';
import { isoTime } from '../lib/clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a run goes that goes so many days after it was started. */
export const expiresAfter = (createdAt: string, days: number): string =>
  isoTime(Date.parse(createdAt) + days * DAY_MS);

/** @throws RequestError INVALID_PARAMETER if a run shall be kept for longer than everything is */
export function requireKept(days: number, keptDays: number): void {
  if (days > keptDays)
    throw invalidField(
      'expiresInDays',
      `expiresInDays must be at most ${keptDays}: nothing is kept for longer.`,
    );
}

/** @throws RequestError INVALID_PARAMETER if a run would be gone at once, which is what deleting is for */
export function requireFuture(expiresAt: string, now: number): void {
  if (Date.parse(expiresAt) <= now) {
    throw invalidField(
      'expiresInDays',
      'expiresInDays counts from when the run was started, and that time is over: delete the run instead.',
    );
  }
}
