import { describe, expect, it } from '@jest/globals';
import { MOST_LINKS } from '../../../../src/usecases/share/links.ts';
import { actionsIn, useUpActions } from '../../../helpers/actions.ts';
import { sharingWorld } from '../../../helpers/sharing-world.ts';

const STRANGER = { runKey: 'some-other-key-that-does-not-fit' };
const notTheirs = { code: 'JOB_NOT_FOUND' };

describe('links to a run', () => {
  it('are made, listed and revoked by whoever has its key, and by nobody else', async () => {
    const { input, create, list, revoke } = await sharingWorld();
    const link = await create({ ...input, request: { withPrompt: true } });
    expect(link).toEqual({
      linkId: 'link-00000000000000001',
      createdAt: expect.any(String),
      withPrompt: true,
      withCosts: false,
    });
    expect(await list(input)).toEqual({ links: [link] });
    const { linkId } = link;
    for (const who of [STRANGER, { runKey: undefined }, { ...STRANGER, owner: 'somebody' }]) {
      await expect(create({ ...input, ...who, request: {} })).rejects.toMatchObject(notTheirs);
      await expect(list({ ...input, ...who })).rejects.toMatchObject(notTheirs);
      await expect(revoke({ ...input, ...who, linkId })).rejects.toMatchObject(notTheirs);
    }
    expect(await list({ ...input, ...STRANGER, isAdmin: true })).toEqual({ links: [link] });
    expect(await revoke({ ...input, linkId })).toEqual({ linkId });
    expect(await revoke({ ...input, linkId })).toEqual({ linkId });
    expect(await list(input)).toEqual({ links: [] });
  });

  it('are listed newest first', async () => {
    const { world, input, create, list } = await sharingWorld();
    for (let made = 0; made < 3; made += 1) {
      await create({ ...input, request: {} });
      world.clock.advance(1000);
    }
    const { links } = await list(input);
    expect(links.map(({ linkId }) => linkId.slice(-1))).toEqual(['3', '2', '1']);
  });

  it('are not revoked by the key of another run', async () => {
    const { world, input, create, revoke, open } = await sharingWorld();
    const { linkId } = await create({ ...input, request: {} });
    const document = await world.objects.get(`share/${linkId}.json`);
    const other = Buffer.from(document?.body ?? [])
      .toString()
      .replace(input.jobId, '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f');
    await world.objects.put(`share/${linkId}.json`, other, { contentType: 'application/json' });
    await expect(revoke({ ...input, linkId })).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
    await expect(revoke({ ...input, linkId: 'x' })).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' });
    await expect(open(linkId)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('are a few', async () => {
    const { input, create, revoke } = await sharingWorld();
    for (let number = 0; number < MOST_LINKS; number += 1) await create({ ...input, request: {} });
    await expect(create({ ...input, request: {} })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    await revoke({ ...input, linkId: 'link-00000000000000001' });
    await create({ ...input, request: {} });
  });

  it('count as actions of their makers', async () => {
    const { world, input, create, revoke, list } = await sharingWorld();
    const nobody = { ...input, runKey: undefined };
    await create({ ...nobody, request: {} }).catch(() => undefined);
    await create({ ...input, jobId: 'x', request: {} }).catch(() => undefined);
    expect(actionsIn(world.counters)).toBe(0);
    const { linkId } = await create({ ...input, request: {} });
    await revoke({ ...input, linkId });
    await list(input);
    expect(actionsIn(world.counters)).toBe(2);
    await useUpActions(world.counters);
    await expect(create({ ...input, request: {} })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(revoke({ ...input, linkId })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(world.keysUnder('share/')).toEqual([]);
  });

  it('give their run a day on which it goes, so that they go with it', async () => {
    const { jobId, input, create, status } = await sharingWorld();
    const { createdAt } = await status(jobId);
    await create({ ...input, request: {} });
    const { expiresAt } = await status(jobId);
    expect(Date.parse(expiresAt ?? '')).toBe(Date.parse(createdAt) + 30 * 86_400_000);
  });

  it('are not made where that day cannot be kept, whichever part of it fails', async () => {
    for (const failing of ['expiry/', 'jobs/']) {
      const { world, input, create } = await sharingWorld();
      const { put } = world.objects;
      world.objects.put = async (...args) => {
        if (args[0].startsWith(failing)) throw new Error('S3 is down.');
        return put(...args);
      };
      await expect(create({ ...input, request: {} })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
      expect(world.keysUnder('share/')).toEqual([]);
    }
  });

  it('are made after that day is kept, in the run and where it is looked for', async () => {
    const { jobId, world, input, create } = await sharingWorld();
    const { put, putIfUnchanged } = world.objects;
    const late = () => new Promise((resolve) => setTimeout(resolve, 5));
    let kept: unknown;
    world.objects.put = async (...args) => {
      if (args[0].startsWith('share/')) {
        const state = await world.jobs.readState(jobId);
        kept = { ofRun: state?.expiresAt, lookedFor: world.keysUnder('expiry/') };
      } else if (args[0].startsWith('expiry/')) await late();
      return put(...args);
    };
    world.objects.putIfUnchanged = async (...args) => {
      await late();
      return putIfUnchanged(...args);
    };
    await create({ ...input, request: {} });
    expect(kept).toEqual({ ofRun: expect.any(String), lookedFor: [expect.stringContaining(jobId)] });
  });

  it('leave a run the day on which its owner lets it go', async () => {
    const { jobId, input, create, change, status } = await sharingWorld();
    await change({ expiresInDays: 3 });
    const { expiresAt } = await status(jobId);
    await create({ ...input, request: {} });
    expect(await status(jobId)).toMatchObject({ expiresAt });
  });

  it('are not made to a run that is deleted, before or meanwhile', async () => {
    const { world, input, create, remove, list } = await sharingWorld();
    const { put } = world.objects;
    world.objects.put = async (...args) => {
      if (!args[0].startsWith('share/')) return put(...args);
      world.objects.put = put;
      await remove();
      return put(...args);
    };
    await expect(create({ ...input, request: {} })).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(world.keysUnder('share/')).toEqual([]);
    await expect(create({ ...input, request: {} })).rejects.toMatchObject({ code: 'RUN_DELETED' });
    await expect(list(input)).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });
});
