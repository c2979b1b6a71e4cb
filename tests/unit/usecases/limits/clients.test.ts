import { beforeEach, describe, expect, it } from '@jest/globals';
import { memorySaltStore } from '../../../../src/store/memory-salt-store.ts';
import { createClients } from '../../../../src/usecases/limits/clients.ts';
import { type Faults, failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const NOON = Date.parse('2026-11-20T12:00:00.000Z');
const DAY_MS = 86_400_000;
const ADDRESS = '203.0.113.7';

let salts: ReturnType<typeof memorySaltStore>;
let made: number;
beforeEach(() => {
  salts = memorySaltStore();
  made = 0;
});
/** A container with a memory of its own over the stack's salts. */
const container = (faults: Faults = noFaults()) =>
  createClients({ salts: withFaults(salts, faults), newSalt: () => `salt-${++made}` });

describe('a client', () => {
  it('has the same name in all containers for a day, and another one the next day', async () => {
    const [one, other] = [container(), container()];
    const { address, hash } = await one.identify(ADDRESS, NOON);
    expect(address).toBe(ADDRESS);
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect((await other.identify(ADDRESS, NOON + DAY_MS / 2 - 1)).hash).toBe(hash);
    expect((await one.identify(ADDRESS, NOON + DAY_MS / 2)).hash).not.toBe(hash);
  });

  it('is one network: an IPv6 /64, or an IPv4 address', async () => {
    const clients = container();
    const hashOf = async (address: string) => (await clients.identify(address, NOON)).hash;
    expect(await hashOf('2001:db8:1:2::1')).toBe(await hashOf('2001:db8:1:2:ffff::9'));
    expect(await hashOf('2001:db8:1:3::1')).not.toBe(await hashOf('2001:db8:1:2::1'));
    expect(await hashOf('203.0.113.8')).not.toBe(await hashOf(ADDRESS));
  });

  it('cannot be told by somebody who has the name and not the salt', async () => {
    const named = (await container().identify(ADDRESS, NOON)).hash;
    salts = memorySaltStore();
    expect((await container().identify(ADDRESS, NOON)).hash).not.toBe(named);
  });

  it('is recognized once somebody was counted on this day; nobody makes a salt for that', async () => {
    const { hash: nobody } = await container().recognize(ADDRESS, NOON);
    expect(made).toBe(0);
    const { hash } = await container().identify(ADDRESS, NOON);
    expect(nobody).not.toBe(hash);
    expect((await container().recognize(ADDRESS, NOON)).hash).toBe(hash);
  });

  it('costs one request a day and container', async () => {
    const faults = noFaults();
    const clients = container(faults);
    for (const address of [ADDRESS, '203.0.113.8']) await clients.identify(address, NOON);
    await clients.recognize(ADDRESS, NOON);
    expect(faults.calls).toBe(1);
  });

  it('is forgotten with its salt by a container once two later days have begun', async () => {
    const faults = noFaults();
    const clients = container(faults);
    for (const day of [0, 1]) await clients.identify(ADDRESS, NOON + day * DAY_MS);
    await clients.identify(ADDRESS, NOON);
    expect(faults.calls).toBe(2);
    await clients.identify(ADDRESS, NOON + 2 * DAY_MS);
    await clients.identify(ADDRESS, NOON + DAY_MS);
    expect(faults.calls).toBe(3);
    await clients.identify(ADDRESS, NOON);
    expect(faults.calls).toBe(4);
  });

  it('is not identified where the salts are unavailable', async () => {
    const clients = container(failingMethods('take', 'find'));
    await expect(clients.identify(ADDRESS, NOON)).rejects.toThrow('take failed');
    await expect(clients.recognize(ADDRESS, NOON)).rejects.toThrow('find failed');
  });
});
