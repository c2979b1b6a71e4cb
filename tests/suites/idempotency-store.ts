import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IdempotencyStore } from '../../src/store/idempotency-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const LATER = NOW / 1000 + 86_400;

/** What every idempotency store promises. Each test uses a key of its own, so stores may be shared and dirty. */
export function idempotencyStoreSuite(
  name: string,
  create: () => IdempotencyStore | Promise<IdempotencyStore>,
): void {
  describe(`${name} as an idempotency store`, () => {
    let store: IdempotencyStore;
    beforeAll(async () => {
      store = await create();
    });
    const claimOf = (holder: string, changes = {}) => ({
      state: 'pending' as const,
      jobId: `job-of-${holder}`,
      fingerprint: 'f',
      holder,
      leaseEndsAt: NOW + 35_000,
      expiresAt: LATER,
      ...changes,
    });
    const pending = (holder: string) => ({
      state: 'pending',
      jobId: `job-of-${holder}`,
      fingerprint: 'f',
      holder,
      leaseEndsAt: NOW + 35_000,
    });

    it('gives a free key to the first claim, and shows the others its record', async () => {
      const key = randomUUID();
      expect(await store.claim(key, claimOf('a'), NOW)).toBeUndefined();
      expect(await store.claim(key, claimOf('b'), NOW)).toMatchObject(pending('a'));
    });

    it('gives a key to one of 50 claims at once', async () => {
      const key = randomUUID();
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) => store.claim(key, claimOf(`${index}`), NOW)),
      );
      expect(claims.filter((found) => found === undefined)).toHaveLength(1);
    });

    it('recognizes a claim that is repeated because its response was lost', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      expect(await store.claim(key, claimOf('a'), NOW)).toBeUndefined();
    });

    it('gives a key away again once it has expired, done or not, although it was not deleted', async () => {
      for (const isDone of [true, false]) {
        const key = randomUUID();
        await store.claim(key, claimOf('a'), NOW);
        if (isDone) await store.complete(key, 'a');
        const expiry = LATER * 1000;
        expect(await store.claim(key, claimOf('b'), expiry - 1)).toMatchObject({ jobId: 'job-of-a' });
        expect(await store.claim(key, claimOf('b'), expiry)).toBeUndefined();
      }
    });

    it('keeps what a done key stands for', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.complete(key, 'a');
      expect(await store.claim(key, claimOf('b'), NOW)).toMatchObject({
        state: 'done',
        jobId: 'job-of-a',
        fingerprint: 'f',
      });
    });

    it('frees a pending key for its holder only', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.release(key, 'b');
      expect(await store.claim(key, claimOf('b'), NOW)).toMatchObject(pending('a'));
      await store.release(key, 'a');
      expect(await store.claim(key, claimOf('b'), NOW)).toBeUndefined();
    });

    it('does not free a done key', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.complete(key, 'a');
      await store.release(key, 'a');
      expect(await store.claim(key, claimOf('b'), NOW)).toMatchObject({ state: 'done' });
    });

    it('hands a pending key over to one of many, who keeps its run', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      const change = { from: 'a', leaseEndsAt: NOW + 70_000, expiresAt: LATER + 35 };
      const takeovers = await Promise.all(
        ['b', 'c', 'd'].map((to) => store.takeOver(key, { ...change, to })),
      );
      expect(takeovers.filter(Boolean)).toHaveLength(1);
      const heir = ['b', 'c', 'd'][takeovers.indexOf(true)] ?? '';
      expect(await store.claim(key, claimOf('e'), NOW)).toMatchObject({
        holder: heir,
        jobId: 'job-of-a',
        leaseEndsAt: NOW + 70_000,
      });
      expect(await store.takeOver(key, { ...change, to: heir })).toBe(true);
    });

    it('does not let a former holder complete or free a key', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.takeOver(key, { from: 'a', to: 'b', leaseEndsAt: NOW + 70_000, expiresAt: LATER });
      await store.complete(key, 'a');
      await store.release(key, 'a');
      expect(await store.claim(key, claimOf('c'), NOW)).toMatchObject({ state: 'pending', holder: 'b' });
    });

    it('does not hand over a key that is done', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.complete(key, 'a');
      expect(await store.takeOver(key, { from: 'a', to: 'b', leaseEndsAt: NOW, expiresAt: LATER })).toBe(
        false,
      );
    });

    it('holds a key that was freed before it was handed over', async () => {
      const key = randomUUID();
      await store.claim(key, claimOf('a'), NOW);
      await store.release(key, 'a');
      const taken = await store.takeOver(key, {
        from: 'a',
        to: 'b',
        leaseEndsAt: NOW + 70_000,
        expiresAt: LATER,
      });
      // Either it is free for everybody or it is b's; never both.
      expect((await store.claim(key, claimOf('c'), NOW)) === undefined).toBe(!taken);
    });
  });
}
