import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { RequestError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { sendRequest } from '../lib/http-client.ts';

/** After this long the keys are asked for again. */
const FRESH_MS = 3_600_000;
/** For so long, keys are good enough while the issuer does not answer. */
const USABLE_MS = 24 * FRESH_MS;
/** Between two questions, whatever is sent here: made-up key ids must not become a flood at the issuer. */
const PAUSE_MS = 30_000;
/** The same while there are no keys at all, and nobody can sign in. */
const FIRST_PAUSE_MS = 2000;
const RETRY_AFTER_S = 5;
const TIMEOUT_MS = 2000;
const MAX_BYTES = 100 * 1024;

export interface KeySetTools {
  clock: Pick<Clock, 'now'>;
  /** @throws unless there is a JSON document */
  fetchJson: (url: string) => Promise<unknown>;
}

/** The public keys of an issuer, kept in this container. */
export interface KeySet {
  /** @throws RequestError SIGN_IN_UNAVAILABLE if there are none */
  current(): Promise<JWTVerifyGetKey>;
  /** Asks for the keys again, unless that was done just now. @returns whether there are other keys than before */
  renew(): Promise<boolean>;
}

export function createKeySet(
  issuer: string,
  { clock, fetchJson = fetchDocument }: Pick<KeySetTools, 'clock'> & Partial<KeySetTools>,
): KeySet {
  let known: { keys: JWTVerifyGetKey; readAt: number } | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let asking: Promise<void> | undefined;

  const ask = (): Promise<void> => {
    const pause = known === undefined ? FIRST_PAUSE_MS : PAUSE_MS;
    if (asking !== undefined) return asking;
    if (clock.now() - askedAt < pause) return Promise.resolve();
    askedAt = clock.now();
    asking = readKeys(issuer, fetchJson)
      .then(
        (keys) => {
          known = { keys, readAt: clock.now() };
        },
        (cause: unknown) => {
          failure = cause;
        },
      )
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  const age = () => (known === undefined ? Number.POSITIVE_INFINITY : clock.now() - known.readAt);

  return {
    async current() {
      if (age() >= FRESH_MS) await ask();
      if (known !== undefined && age() < USABLE_MS) return known.keys;
      throw new RequestError(
        'SIGN_IN_UNAVAILABLE',
        'Signing in does not work at the moment, because the service that knows the people does not answer. Try again in a few seconds.',
        { cause: failure, retryAfter: RETRY_AFTER_S },
      );
    },
    async renew() {
      const before = known;
      await ask();
      return known !== before;
    },
  };
}

/** @throws if the issuer does not answer as OpenID Connect has it */
async function readKeys(issuer: string, fetchJson: KeySetTools['fetchJson']): Promise<JWTVerifyGetKey> {
  const configuration = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: keysAt } = (configuration ?? {}) as Record<string, unknown>;
  if (named !== issuer) throw new Error('The issuer calls itself by another name.');
  if (typeof keysAt !== 'string') throw new Error('The issuer does not say where its keys are.');
  const [at, home] = [new URL(keysAt), new URL(issuer)];
  // An issuer on this machine has its keys there, and no other one has.
  const isSafe = home.protocol === 'https:' ? isOnTheInternet(at) : at.origin === home.origin;
  if (!isSafe) throw new Error('The keys are at an address that is not asked.');
  const keys = (await fetchJson(keysAt)) as JSONWebKeySet;
  const { createLocalJWKSet } = await import('./jose.ts');
  return createLocalJWKSet(keys);
}

/** By the look of it; `lib/safe-url.ts` looks closer, and is larger than all that checks tokens. */
const isOnTheInternet = ({ protocol, hostname }: URL) =>
  protocol === 'https:' &&
  /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+$/.test(hostname) &&
  !/\.(?:localhost|local|internal)$/.test(hostname);

/** Follows no redirect. */
async function fetchDocument(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const reply = await sendRequest(fetch, { method: 'GET', url, signal, maxBytes: MAX_BYTES });
  if (reply.status !== 200) throw new Error(`The issuer answered ${reply.status}.`);
  return reply.json;
}
