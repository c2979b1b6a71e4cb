import { createIdentify, type Identify } from '../access/identify.ts';
import { readAccess, readAllowedOrigins } from '../config/env.ts';
import { systemClock } from '../lib/clock.ts';
import { atStart } from './at-start.ts';

/** What all functions of the API let through: from which sites, and by whom. */
export function gate(): { allowedOrigins: string[]; identify: Identify } {
  const identify = atStart(() => createIdentify(readAccess(), systemClock));
  return { allowedOrigins: readAllowedOrigins(), identify: async (headers) => identify()(headers) };
}
