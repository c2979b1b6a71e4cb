import type { Caller } from '../caller.ts';
import type { Access } from '../config/sign-in.ts';
import { RequestError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';

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
const PERSONAL_KEY = 'pp_';

/**
 * The code that checks tokens is loaded with the first of them: an open stack never does.
 * @param access who may call
 */
export function createIdentify(access: Access, clock: Pick<Clock, 'now'>): Identify {
  if (access.mode === 'open') return async () => ANYBODY;
  let verifying: Promise<(token: string) => Promise<Caller>> | undefined;
  return async ({ authorization }) => {
    const [, token] = BEARER.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new RequestError('SIGN_IN_REQUIRED', 'Sign in to use this service.');
    if (token.startsWith(PERSONAL_KEY)) {
      throw new RequestError('BAD_KEY_GIVEN', 'This key is not valid, or it has been revoked.');
    }
    verifying ??= import('./verify-token.ts').then(({ createVerifier }) => createVerifier(access, { clock }));
    return (await verifying)(token);
  };
}
