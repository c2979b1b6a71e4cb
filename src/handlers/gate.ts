import { createIdentify, type Identify } from '../access/identify.ts';
import { readAccess, readAllowedOrigins, readKeysEnv, readLambdaCredentials } from '../config/env.ts';
import { systemClock } from '../lib/clock.ts';
import { atStart } from './at-start.ts';

/** Loaded with the first key. */
async function openKeys() {
  const { dynamoKeyReader } = await import('../aws/dynamo-key-reader.ts');
  return dynamoKeyReader({
    ...readKeysEnv(),
    credentials: () => readLambdaCredentials(),
    clock: systemClock,
  });
}

/** What all functions of the API let through: from which sites, and by whom. */
export function gate(): { allowedOrigins: string[]; identify: Identify } {
  const identify = atStart(() => createIdentify(readAccess(), systemClock, openKeys));
  return { allowedOrigins: readAllowedOrigins(), identify: async (headers) => identify()(headers) };
}
