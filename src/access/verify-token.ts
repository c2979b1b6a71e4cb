import type { JWTPayload, JWTVerifyOptions } from 'jose';
import type { Caller } from '../caller.ts';
import type { ClosedAccess } from '../config/sign-in.ts';
import { SCOPES } from '../contract/constants.ts';
import { RequestError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { createKeySet, type KeySetTools } from './key-set.ts';
import { ownerIdOf, roleOf } from './person.ts';

/** Named, so that neither `none` nor an HMAC with the public key as its secret is ever taken. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Seconds that clocks may differ. */
const CLOCK_TOLERANCE = 60;

export interface VerifierTools extends Partial<Pick<KeySetTools, 'fetchJson'>> {
  clock: Pick<Clock, 'now'>;
}

/**
 * Tells whom a token of the issuer stands for.
 * @throws RequestError SIGN_IN_REQUIRED, SESSION_EXPIRED; NOT_INVITED for people whom the owner has not let in;
 * SIGN_IN_UNAVAILABLE if the issuer's keys cannot be read
 */
export function createVerifier(
  access: ClosedAccess,
  { clock, fetchJson }: VerifierTools,
): (token: string) => Promise<Caller> {
  const { issuer, clientId, audience } = access;
  const keySet = createKeySet(issuer, { clock, ...(fetchJson && { fetchJson }) });

  const verified = async (token: string): Promise<JWTPayload> => {
    const { decodeJwt, jwtVerify } = await import('./jose.ts');
    if (issuerOf(token, decodeJwt) !== issuer) throw notOurs(new Error('The token is of another issuer.'));
    const options: JWTVerifyOptions = {
      issuer,
      audience: audience ?? clientId,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(clock.now()),
    };
    const verify = async () => jwtVerify(token, await keySet.current(), options);
    const { payload, protectedHeader } = await verify().catch(async (error: unknown) => {
      // The issuer may have a new key.
      if (codeOf(error) !== 'ERR_JWKS_NO_MATCHING_KEY' || !(await keySet.renew())) throw error;
      return verify();
    });
    if (audience === undefined) requireIdToken(payload, protectedHeader.typ, clientId);
    return payload;
  };

  return async (token) => {
    const claims = await verified(token).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const role = roleOf(claims, access);
    if (role === undefined) {
      throw new RequestError(
        'NOT_INVITED',
        'You are signed in, but the owner of this service has not let you in.',
      );
    }
    const { sub = '', email } = claims;
    return {
      kind: 'person',
      id: ownerIdOf(issuer, sub),
      role,
      scopes: SCOPES.filter((scope) => scope !== 'admin' || role === 'admin'),
      ...(typeof email === 'string' && { email }),
    };
  };
}

/** As the token says; whether it is true shows later. Tokens of others must not make us ask our issuer for keys. */
function issuerOf(token: string, decode: (token: string) => JWTPayload): string | undefined {
  try {
    return decode(token).iss;
  } catch (error) {
    throw notOurs(error);
  }
}

/** An access token for the same client, or an ID token that was made for another one, says nothing of who is at the page. */
function requireIdToken({ aud, azp }: JWTPayload, type: string | undefined, clientId: string): void {
  const isAccessToken = type !== undefined && /^(?:application\/)?at\+jwt$/i.test(type);
  const isForAnother = azp === undefined ? Array.isArray(aud) && aud.length > 1 : azp !== clientId;
  if (isAccessToken || isForAnother)
    throw notOurs(new Error('The token is not an ID token for this client.'));
}

/** That of jose for what is wrong with a token. */
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

function refusalOf(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (codeOf(error) === 'ERR_JWT_EXPIRED') {
    return new RequestError('SESSION_EXPIRED', 'Your session has ended. Sign in again.', { cause: error });
  }
  return notOurs(error);
}

const notOurs = (cause: unknown) =>
  new RequestError('SIGN_IN_REQUIRED', 'This sign-in is not valid here. Sign in again.', { cause });
