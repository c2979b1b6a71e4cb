import { describe, expect, it } from '@jest/globals';
import { createKeyVerifier } from '../../../src/access/verify-key.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { newPersonalKey } from '../../../src/lib/personal-key.ts';
import type { StoredKey } from '../../../src/store/key-store.ts';
import { memoryKeyStore } from '../../../src/store/memory-key-store.ts';
import { refusalOf } from '../../helpers/refusal.ts';
import { storedKey } from '../../suites/key-store.ts';

async function world(changes: Partial<StoredKey> = {}) {
  let now = Date.parse('2026-11-20T12:00:00.000Z');
  const { id, key } = newPersonalKey();
  const stored = storedKey('ann', { id, hash: sha256Hex(key), ...changes });
  const keys = memoryKeyStore();
  await keys.create(stored, 9);
  let asked = 0;
  const find = (one: string) => {
    asked += 1;
    return keys.find(one);
  };
  const verify = createKeyVerifier({ keys: { find }, clock: { now: () => now } });
  return {
    key,
    stored,
    verify,
    keys,
    asked: () => asked,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('a key of a program', () => {
  it('stands for its person, within its scopes', async () => {
    const { key, verify, stored } = await world({ runsPerDay: 3, usdPerMonth: 2.5 });
    expect(await verify(key)).toEqual({
      kind: 'key',
      id: 'ann',
      role: 'member',
      scopes: ['draw', 'read'],
      key: { id: stored.id, runsPerDay: 3, usdPerMonth: 2.5 },
    });
  });

  it('counts for a minute after it was revoked, and no longer', async () => {
    const { key, verify, keys, stored, wait, asked } = await world();
    await verify(key);
    await keys.revoke(stored);
    wait(49_000);
    await expect(verify(key)).resolves.toBeDefined();
    expect(asked()).toBe(1);
    wait(11_000);
    expect(await refusalOf(verify(key))).toMatchObject({ code: 'BAD_KEY_GIVEN' });
  });

  it('counts until it expires', async () => {
    const { key, verify, wait } = await world();
    await verify(key);
    wait(3_600_000 - 1);
    await expect(verify(key)).resolves.toBeDefined();
    wait(1);
    expect(await refusalOf(verify(key))).toMatchObject({ code: 'BAD_KEY_GIVEN' });
  });

  it('is refused if it was mistyped, without asking for it', async () => {
    const { key, verify, asked } = await world();
    const mistyped = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    expect(await refusalOf(verify(mistyped))).toMatchObject({
      code: 'BAD_KEY_GIVEN',
      message: expect.stringContaining('a letter is wrong'),
    });
    expect(asked()).toBe(0);
  });

  it('is refused if only its id is right', async () => {
    const { verify, key } = await world({ hash: 'b'.repeat(64) });
    expect(await refusalOf(verify(key))).toMatchObject({ code: 'BAD_KEY_GIVEN' });
  });

  it('is neither right nor wrong while the store is away', async () => {
    const keys = { find: () => Promise.reject(new Error('away')) };
    const verify = createKeyVerifier({ keys, clock: { now: Date.now } });
    expect(await refusalOf(verify(newPersonalKey().key))).toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
      retryAfter: 5,
    });
  });
});
