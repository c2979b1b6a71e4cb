import type { Caller } from '../../caller.ts';
import { KEY_DAYS } from '../../contract/constants.ts';
import { isKeyId } from '../../contract/generated/validators.js';
import type {
  CreateKeyRequest,
  CreateKeyResponse,
  KeyListResponse,
  PersonalKey,
  RevokeKeyResponse,
} from '../../contract/index.ts';
import { invalidField, RequestError } from '../../errors.ts';
import { type Clock, isoTime, newestFirst } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { newPersonalKey } from '../../lib/personal-key.ts';
import type { KeyStore, StoredKey } from '../../store/key-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';

/** Keys that one person may have at a time. */
const MOST_KEYS = 50;
const DAY_MS = 86_400_000;

export interface KeyTools extends CountActionTools {
  keys: KeyStore;
}

/** A person who has signed in. */
export type Person = Pick<Caller, 'role' | 'scopes'> & { id: string };

/** @throws RequestError NOT_ALLOWED, INVALID_PARAMETER, RATE_LIMITED; DISPATCH_FAILED if the store is unavailable */
export function createKey(tools: KeyTools) {
  return async (person: Person, request: CreateKeyRequest, address: string): Promise<CreateKeyResponse> => {
    const { name, scopes = ['draw', 'read'], expiresInDays = KEY_DAYS, runsPerDay, usdPerMonth } = request;
    if (person.role === 'nobody' || scopes.some((scope) => !person.scopes.includes(scope))) {
      throw new RequestError('NOT_ALLOWED', 'A key can do nothing that you may not do yourself.');
    }
    await countAction(tools, address, person.id);
    const now = tools.clock.now();
    const { id, key } = newPersonalKey();
    const kept: PersonalKey = {
      id,
      name,
      scopes,
      createdAt: isoTime(now),
      expiresAt: isoTime(now + expiresInDays * DAY_MS),
      ...(runsPerDay !== undefined && { runsPerDay }),
      ...(usdPerMonth !== undefined && { usdPerMonth }),
    };
    const role = scopes.includes('admin') ? person.role : 'member';
    const stored: StoredKey = { ...kept, hash: sha256Hex(key), owner: person.id, role };
    if (!(await failClosed(tools.keys.create(stored, MOST_KEYS)))) throw tooMany();
    return { ...kept, key };
  };
}

/** @throws RequestError DISPATCH_FAILED if the store is unavailable */
export function listKeys({ keys, clock }: { keys: Pick<KeyStore, 'list'>; clock: Pick<Clock, 'now'> }) {
  return async (person: Pick<Person, 'id'>): Promise<KeyListResponse> => {
    const now = isoTime(clock.now());
    const found = (await failClosed(keys.list(person.id))).filter(({ expiresAt }) => expiresAt > now);
    return {
      keys: found.sort(newestFirst).map(({ hash: _hash, owner: _owner, role: _role, ...key }) => key),
    };
  };
}

/** @throws RequestError KEY_NOT_FOUND, for somebody else's too; RATE_LIMITED; DISPATCH_FAILED if the store is unavailable */
export function revokeKey(tools: KeyTools) {
  return async (person: Person, id: string, address: string): Promise<RevokeKeyResponse> => {
    await countAction(tools, address, person.id);
    const key = isKeyId(id) ? await failClosed(tools.keys.find(id)) : undefined;
    if (key === undefined || (key.owner !== person.id && person.role !== 'admin')) {
      throw new RequestError('KEY_NOT_FOUND', 'There is no such key, or it is not yours.');
    }
    await failClosed(tools.keys.revoke(key));
    return { id };
  };
}

function tooMany(): RequestError {
  const message = `You have ${MOST_KEYS} keys. Revoke one that you no longer use.`;
  return invalidField('name', message);
}
