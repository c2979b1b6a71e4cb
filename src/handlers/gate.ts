import { createIdentify, type Identify } from '../access/identify.ts';
import { dynamoKeyReader } from '../aws/dynamo-key-reader.ts';
import { readAccess, readAllowedOrigins, readKeysEnv, readLambdaCredentials } from '../config/env.ts';
import { systemClock } from '../lib/clock.ts';
import { atStart } from './at-start.ts';

const openKeys = () =>
  dynamoKeyReader({ ...readKeysEnv(), credentials: () => readLambdaCredentials(), clock: systemClock });

/** What all functions of the API let through: from which sites, and by whom. */
export function gate(): { allowedOrigins: string[]; identify: Identify } {
  const identify = atStart(() => createIdentify(readAccess(), systemClock, openKeys));
  return { allowedOrigins: readAllowedOrigins(), identify: async (headers) => identify()(headers) };
}
