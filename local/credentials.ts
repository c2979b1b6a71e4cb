import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { StackFault } from './fault.ts';
import type { Caller } from './policies.ts';
import { writePrivately } from './private-file.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Functions have one, as on Lambda. */
  sessionToken?: string;
}

/** Who may sign requests to the AWS endpoint, and with which secrets. */
export interface CredentialStore {
  /** Everything is allowed with these. */
  owner: Credentials;
  /**
   * New credentials for an instance of a function, good until they are revoked.
   * @param clockAheadMs how far the clock runs ahead by which the instance signs
   */
  issue(logicalId: string, clockAheadMs?: number): { credentials: Credentials; revoke(): void };
  find(accessKeyId: string): Known | undefined;
}

interface Known {
  credentials: Credentials;
  caller: Caller;
  clockAheadMs: number;
}

export function createCredentialStore(owner: Credentials): CredentialStore {
  const known = new Map<string, Known>();
  known.set(owner.accessKeyId, { credentials: owner, caller: { kind: 'administrator' }, clockAheadMs: 0 });
  return {
    owner,
    issue(logicalId, clockAheadMs = 0) {
      const credentials = { ...newCredentials('ASIA'), sessionToken: randomBytes(48).toString('base64') };
      known.set(credentials.accessKeyId, {
        credentials,
        caller: { kind: 'function', logicalId },
        clockAheadMs,
      });
      return { credentials, revoke: () => void known.delete(credentials.accessKeyId) };
    },
    find: (accessKeyId) => known.get(accessKeyId),
  };
}

const KEY_ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @param prefix `AKIA` for those of a person, `ASIA` for temporary ones */
export function newCredentials(prefix: 'AKIA' | 'ASIA'): Credentials {
  const letters = Array.from({ length: 16 }, () => KEY_ID_LETTERS[randomInt(KEY_ID_LETTERS.length)]);
  return { accessKeyId: prefix + letters.join(''), secretAccessKey: randomBytes(30).toString('base64') };
}

/**
 * The owner's credentials, made at the first start and readable by the owner of the file only.
 * @throws StackFault where the file holds something else
 */
export function ownerCredentials(file: string): Credentials {
  if (!existsSync(file)) writePrivately(file, JSON.stringify(newCredentials('AKIA'), null, 2));
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof accessKeyId === 'string' && typeof secretAccessKey === 'string')
      return { accessKeyId, secretAccessKey };
  } catch {
    // Reported below.
  }
  throw new StackFault(`${file}: these are not credentials. Delete the file; the next start makes new ones.`);
}
