import { describe, expect, it } from '@jest/globals';
import type { Scope } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { memoryKeyStore } from '../../../../src/store/memory-key-store.ts';
import { memorySaltStore } from '../../../../src/store/memory-salt-store.ts';
import { createClients } from '../../../../src/usecases/limits/clients.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { createKey, listKeys, type Person, revokeKey } from '../../../../src/usecases/people/keys.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';

const MEMBER: Scope[] = ['draw', 'read', 'manage', 'vote'];
const ann: Person = { id: 'ann', role: 'member', scopes: MEMBER };
const ben: Person = { id: 'ben', role: 'member', scopes: MEMBER };
const olga: Person = { id: 'olga', role: 'admin', scopes: [...MEMBER, 'admin'] };
const ADDRESS = '203.0.113.7';

function world() {
  const clock = fakeClock();
  const counters = memoryCounterStore();
  const keys = memoryKeyStore();
  let ids = 0;
  const all = {
    keys,
    clock,
    clients: createClients({ salts: memorySaltStore(), newSalt: () => 'salt' }),
    rateLimiter: createRateLimiter({ counters, log: memoryLog() }),
    newId: () => String(++ids),
  };
  return { keys, clock, create: createKey(all), list: listKeys(all), revoke: revokeKey(all) };
}

describe('keys of programs', () => {
  it('are told once, and kept as a hash', async () => {
    const { create, keys, list } = world();
    const { key, ...made } = await create(ann, { name: 'posters', runsPerDay: 5, usdPerMonth: 2.5 }, ADDRESS);
    expect(made).toMatchObject({
      name: 'posters',
      scopes: ['draw', 'read'],
      runsPerDay: 5,
      usdPerMonth: 2.5,
    });
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(90 * 86_400_000);
    const stored = await keys.find(made.id);
    expect(stored).toEqual({ ...made, hash: sha256Hex(key), owner: 'ann', role: 'member' });
    expect(JSON.stringify(stored)).not.toContain(key);
    expect(await list(ann)).toEqual({ keys: [made] });
    expect(await list(ben)).toEqual({ keys: [] });
  });

  it('can do nothing that their person may not', async () => {
    const { create, keys } = world();
    const refused = create(ann, { name: 'a', scopes: ['read', 'admin'] }, ADDRESS);
    expect(await refusalOf(refused)).toMatchObject({ code: 'NOT_ALLOWED' });
    const reading = await create(olga, { name: 'a', scopes: ['read'] }, ADDRESS);
    expect((await keys.find(reading.id))?.role).toBe('member');
    const ruling = await create(olga, { name: 'a', scopes: ['read', 'admin'] }, ADDRESS);
    expect((await keys.find(ruling.id))?.role).toBe('admin');
  });

  it('are listed by the time they were made at, newest first', async () => {
    const { create, list, clock } = world();
    for (const name of ['first', 'second', 'third']) {
      await create(ann, { name }, ADDRESS);
      clock.advance(1000);
    }
    expect((await list(ann)).keys.map(({ name }) => name)).toEqual(['third', 'second', 'first']);
  });

  it('are not listed any more once they have expired', async () => {
    const { create, list, clock } = world();
    await create(ann, { name: 'a', expiresInDays: 1 }, ADDRESS);
    clock.advance(86_400_000);
    expect(await list(ann)).toEqual({ keys: [] });
  });

  it('are revoked by their person or by an admin, and for nobody else do they exist', async () => {
    const { create, revoke, keys } = world();
    const { id } = await create(ann, { name: 'a' }, ADDRESS);
    for (const [who, which] of [
      [ben, id],
      [ann, 'nobodyskey'],
      [ann, '../etc'],
    ] as const) {
      expect(await refusalOf(revoke(who, which, ADDRESS))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    }
    expect(await revoke(ann, id, ADDRESS)).toEqual({ id });
    expect(await keys.find(id)).toBeUndefined();
    const second = await create(ann, { name: 'a' }, ADDRESS);
    expect(await revoke(olga, second.id, ADDRESS)).toEqual({ id: second.id });
  });

  it('are at most fifty of a person, who may do 500 such things a day', async () => {
    const { create, revoke } = world();
    let last = '';
    for (let made = 0; made < 50; made += 1) last = (await create(ann, { name: 'a' }, ADDRESS)).id;
    expect(await refusalOf(create(ann, { name: 'a' }, ADDRESS))).toMatchObject({ code: 'INVALID_PARAMETER' });
    await revoke(ann, last, ADDRESS);
    for (let done = 52; done < 500; done += 1)
      await revoke(ann, 'nobodyskey', ADDRESS).catch(() => undefined);
    expect(await refusalOf(create(ann, { name: 'a' }, ADDRESS))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await refusalOf(revoke(ann, last, ADDRESS))).toMatchObject({ code: 'RATE_LIMITED' });
    await expect(create(ben, { name: 'a' }, ADDRESS)).resolves.toBeDefined();
  });
});
