import { createHmac } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';

/** The address of a picture, by its object key. */
export type AddressOf = (key: string) => string;

/** How the pictures of a run are addressed. @param expiresAt of the run: no address outlives it */
export type PictureAddresses = (expiresAt?: string) => Promise<AddressOf>;

const HOUR = 3600;

/** In open mode: an address is good for whoever knows it. Object keys contain nothing that has to be escaped. */
export function plainAddresses(baseUrl: string): PictureAddresses {
  return async () => (key) => `${baseUrl}/${key}`;
}

/**
 * In closed modes: an address is good for one to two hours, and is the same for a whole hour, so that browsers find
 * pictures in their caches. `ImageGuardFunction` of template.yaml checks them.
 * @param key reads what to sign with
 */
export function signedAddresses(options: {
  baseUrl: string;
  key: () => Promise<string>;
  clock: Pick<Clock, 'now'>;
}): PictureAddresses {
  return async (expiresAt) => {
    const key = await options.key();
    const hour = Math.floor(options.clock.now() / 1000 / HOUR) * HOUR;
    const runEnds = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) / 1000;
    const until = Math.floor(Math.min(hour + 2 * HOUR, runEnds));
    return (objectKey) =>
      `${options.baseUrl}/${objectKey}?e=${until}&s=${signatureOf(`/${objectKey}`, until, key)}`;
  };
}

/** @param until epoch seconds */
export const signatureOf = (path: string, until: number, key: string) =>
  createHmac('sha256', key).update(`${path}|${until}`).digest('base64url');
