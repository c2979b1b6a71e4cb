import { serverNow } from './clock.ts';

const EARLY_MS = 600_000;

/**
 * Milliseconds until a picture's address has to be asked for anew, ten minutes before it ends; false where addresses do
 * not end. Never at once again and again.
 */
export function renewalIn(address: string | undefined): number | false {
  const end = address?.split('?e=')[1];
  return end ? Math.max(60_000, Number.parseInt(end, 10) * 1000 - serverNow() - EARLY_MS) : false;
}
