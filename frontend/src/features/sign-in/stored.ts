import { storages } from '../../lib/forget.ts';
import { SESSION_KEY } from '../../lib/session.ts';
import { type Area, asObject, PREFIX, readStored, writeStored } from '../../lib/store.ts';
import type { Issuer, Person, Secrets } from './issuer.ts';

/** What outlives the page: enough to renew a token at once. The token itself never does. */
export type StoredSession = { issuer: Issuer; refreshToken: string; person: Person };

/** What is needed when the person comes back from the issuer. */
export type Errand = { issuer: Issuer; secrets: Secrets; wanted: string };

const ERRAND_KEY = 'sign-in';
const PERSON_KEY = 'person';
const areTexts = (...values: unknown[]) => values.every((value) => typeof value === 'string');

function isIssuer(value: unknown): value is Issuer {
  const { server, clientId, scopes } = asObject(value);
  const { issuer, authorization_endpoint, token_endpoint } = asObject(server);
  return areTexts(clientId, scopes, issuer, authorization_endpoint, token_endpoint);
}

function parseSession(stored: unknown): StoredSession | undefined {
  const { issuer, refreshToken, person } = asObject(stored);
  const { id, name } = asObject(person);
  const isWhole = isIssuer(issuer) && areTexts(refreshToken, id, name);
  return isWhole ? (stored as StoredSession) : undefined;
}

/** The session of this tab, or that of all tabs. */
export function readSession(): StoredSession | undefined {
  return parseSession(readStored(SESSION_KEY, 'tab')) ?? parseSession(readStored(SESSION_KEY, 'device'));
}

/** @param area `tab` where the refresh token is good for ever: then no other tab and no later visit has it */
export function keepSession(session: StoredSession, area: Area): void {
  forgetSession();
  writeStored(SESSION_KEY, area, session);
}

export function forgetSession(): void {
  for (const storage of storages()) storage.removeItem(PREFIX + SESSION_KEY);
}

export const keepErrand = (errand: Errand): void => writeStored(ERRAND_KEY, 'tab', errand);

/** Takes the errand out of the storage: what came back from the issuer is good for one attempt. */
export function takeErrand(): Errand | undefined {
  const stored = readStored(ERRAND_KEY, 'tab');
  for (const storage of storages()) storage.removeItem(PREFIX + ERRAND_KEY);
  const { issuer, secrets, wanted } = asObject(stored);
  const { state, nonce, verifier } = asObject(secrets);
  return isIssuer(issuer) && areTexts(state, nonce, verifier, wanted) ? (stored as Errand) : undefined;
}

/** Whoever signs in here next is somebody else: what this browser keeps belongs to the person who was here before. */
export function isSomebodyElse(person: Person): boolean {
  const before = readStored(PERSON_KEY, 'device');
  return typeof before === 'string' && before !== person.id;
}

export const rememberPerson = ({ id }: Person): void => writeStored(PERSON_KEY, 'device', id);
