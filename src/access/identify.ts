import type { Caller } from '../caller.ts';
import type { Access } from '../config/sign-in.ts';
import { RequestError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { KEY_PREFIX } from '../lib/personal-key.ts';
import type { KeyStore } from '../store/key-store.ts';
import { createKeyVerifier } from './verify-key.ts';
import { createVerifier } from './verify-token.ts';

/** Tells from the headers of a request, by lower-case name, who sends it. @throws RequestError 401, 403 or 503 */
export type Identify = (headers: Readonly<Record<string, string>>) => Promise<Caller>;

/** Everybody, where the stack is open; there is no admin over HTTP. */
export const ANYBODY: Caller = {
  kind: 'anonymous',
  id: undefined,
  role: 'nobody',
  scopes: ['draw', 'read', 'manage', 'vote'],
};

/** Longer headers do not come through the gateway. */
const BEARER = /^Bearer +([\x21-\x7e]{1,16384})$/i;

/**
 * @param access who may call without a key
 * @param openKeys where keys are kept; asked for with the first key
 */
export function createIdentify(
  access: Access,
  clock: Pick<Clock, 'now'>,
  openKeys: () => Pick<KeyStore, 'find'>,
): Identify {
  const verifyToken = access.mode === 'open' ? undefined : createVerifier(access, { clock });
  let verifyKey: ((key: string) => Promise<Caller>) | undefined;
  return async ({ authorization }) => {
    const [, token] = BEARER.exec(authorization ?? '') ?? [];
    if (token?.startsWith(KEY_PREFIX)) {
      verifyKey ??= createKeyVerifier({ keys: openKeys(), clock });
      return verifyKey(token);
    }
    if (verifyToken === undefined) return ANYBODY;
    if (token === undefined) throw new RequestError('SIGN_IN_REQUIRED', 'Sign in to use this service.');
    return verifyToken(token);
  };
}
