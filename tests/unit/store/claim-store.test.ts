import { describe, expect, it } from '@jest/globals';
import { claimStore } from '../../../src/store/claim-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const claim = (claimId: string) => ({
  claimId,
  modelId: '1-a',
  startedAt: '2026-11-20T12:00:00.000Z',
  deadline: '2026-11-20T12:01:00.000Z',
  requestId: 'r',
});

describe('claims', () => {
  it('are held by the first one only', async () => {
    const store = claimStore(slowStore());
    expect(await store.claim('job', claim('one'))).toBe(true);
    expect(await store.claim('job', claim('two'))).toBe(false);
    expect(await store.read('job', '1-a')).toEqual(claim('one'));
  });

  it('are recognized by their writer when the response of the first attempt was lost', async () => {
    const objects = slowStore();
    await claimStore(objects).claim('job', claim('one'));
    expect(await claimStore(objects).claim('job', claim('one'))).toBe(true);
  });

  it('belong to one of 100 at once', async () => {
    const store = claimStore(slowStore());
    const held = await Promise.all(
      Array.from({ length: 100 }, (_, index) => store.claim('job', claim(`${index}`))),
    );
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it('to adopt a picture are held by one for each try, and by their writer again', async () => {
    const store = claimStore(slowStore());
    const adoption = (adoptionId: string) => ({ adoptionId, startedAt: '2026-11-20T12:00:00.000Z' });
    expect(await store.adopt('job', '1-a', 1, adoption('one'))).toBe(true);
    expect(await store.adopt('job', '1-a', 1, adoption('two'))).toBe(false);
    expect(await store.adopt('job', '1-a', 1, adoption('one'))).toBe(true);
    expect(await store.adopt('job', '1-a', 2, adoption('two'))).toBe(true);
    expect(await store.readAdoption('job', '1-a', 1)).toEqual(adoption('one'));
    expect(await store.readAdoption('job', '1-a', 3)).toBeUndefined();
  });

  it('of other models and jobs are others', async () => {
    const store = claimStore(slowStore());
    await store.claim('job', claim('one'));
    expect(await store.claim('job', { ...claim('two'), modelId: '2-b' })).toBe(true);
    expect(await store.claim('other', claim('three'))).toBe(true);
    expect(await store.read('job', '3-c')).toBeUndefined();
  });
});
