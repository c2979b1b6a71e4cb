import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainAddresses, signedAddresses } from '../../../src/usecases/picture-addresses.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.parse('2026-11-26T12:00:00.000Z');
const KEY = 'k'.repeat(64);
const PICTURE = 'images/6bee5d13-10d3-4d26-b1bc-82091e42a051/1-a.png';

const addressAt = async (now: number, expiresAt?: string, key = KEY) => {
  const pictures = signedAddresses({
    baseUrl: 'https://i.example',
    key: async () => key,
    clock: { now: () => now },
  });
  return new URL((await pictures(expiresAt))(PICTURE));
};
const endOf = (address: URL) => Number(address.searchParams.get('e')) * 1000;

describe('plainAddresses', () => {
  it('are the base and the key', async () => {
    expect((await plainAddresses('https://i.example')())(PICTURE)).toBe(`https://i.example/${PICTURE}`);
  });
});

describe('signedAddresses', () => {
  it('carry their end, and a signature of path and end', async () => {
    const address = await addressAt(NOON + 1);
    // printf '/images/…/1-a.png|1795701600' | openssl dgst -sha256 -hmac kkk… -binary | basenc --base64url
    expect(address.href).toBe(
      `https://i.example/${PICTURE}?e=1795701600&s=nzIaBqAwCxEsAp1xB1llcS_9LAyUat7Injhg7uwoO3M`,
    );
  });

  it('live for one to two hours, and are the same for an hour', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: HOUR_MS - 1 }), async (later) => {
        const address = await addressAt(NOON + later);
        expect(address.href).toBe((await addressAt(NOON)).href);
        const left = endOf(address) - (NOON + later);
        expect(left).toBeGreaterThan(HOUR_MS);
        expect(left).toBeLessThanOrEqual(2 * HOUR_MS);
      }),
    );
    expect((await addressAt(NOON + HOUR_MS)).href).not.toBe((await addressAt(NOON)).href);
  });

  it('never outlive their run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -HOUR_MS, max: 4 * HOUR_MS }), async (runs) => {
        const expiresAt = new Date(NOON + runs).toISOString();
        const end = endOf(await addressAt(NOON, expiresAt));
        expect(end).toBeLessThanOrEqual(NOON + runs);
        expect(end).toBe(Math.min(NOON + 2 * HOUR_MS, Math.floor((NOON + runs) / 1000) * 1000));
      }),
    );
  });

  it('differ with the key', async () => {
    expect((await addressAt(NOON, undefined, 'l'.repeat(64))).search).not.toBe(
      (await addressAt(NOON)).search,
    );
  });

  it('are not given while the key cannot be read', async () => {
    const key = () => Promise.reject(new Error('no key'));
    const pictures = signedAddresses({ baseUrl: 'https://i.example', key, clock: { now: () => NOON } });
    await expect(pictures()).rejects.toThrow('no key');
  });
});
