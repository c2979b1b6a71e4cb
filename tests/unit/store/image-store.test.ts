import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../src/store/image-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const ORIGIN = {
  startedAt: '2026-11-20T12:00:00.000Z',
  completedAt: '2026-11-20T12:00:05.000Z',
  costUsd: 0.04,
  sent: { prompt: 'Füchse 🦊', seed: 7 },
};
const RUN = '11111111-1111-4111-8111-111111111111';
const AN_HOUR = 'public, max-age=3600';

describe('pictures', () => {
  it('are stored byte for byte under their type, cached for an hour', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    const type = { contentType: 'image/jpeg', extension: 'jpg' } as const;
    expect(await store.saveImage({ runId: 'job', name: '1-a' }, Uint8Array.of(1, 2, 3), type, ORIGIN)).toBe(
      'images/job/1-a.jpg',
    );
    expect(await store.saveThumbnail({ runId: 'job', name: '1-a' }, Uint8Array.of(4))).toBe(
      'images/job/1-a.thumb.webp',
    );
    expect(objects.objects.get('images/job/1-a.jpg')).toMatchObject({
      body: Uint8Array.of(1, 2, 3),
      options: { contentType: 'image/jpeg', cacheControl: AN_HOUR },
    });
    expect(objects.objects.get('images/job/1-a.thumb.webp')).toMatchObject({
      body: Uint8Array.of(4),
      options: { contentType: 'image/webp', cacheControl: AN_HOUR },
    });
  });

  it('are listed by model, without their thumbnails', async () => {
    const store = imageStore(slowStore());
    expect([...(await store.list('job'))]).toEqual([]);
    const type = { contentType: 'image/png', extension: 'png' } as const;
    for (const modelId of ['1-flux.2', '2-b']) {
      await store.saveImage({ runId: 'job', name: modelId }, Uint8Array.of(1), type, ORIGIN);
      await store.saveThumbnail({ runId: 'job', name: modelId }, Uint8Array.of(1));
    }
    expect([...(await store.list('job'))]).toEqual([
      ['1-flux.2', 'images/job/1-flux.2.png'],
      ['2-b', 'images/job/2-b.png'],
    ]);
  });

  it('are listed as the file that came where that is all there is of them, and not among small pictures', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    const png = { contentType: 'image/png', extension: 'png' } as const;
    const heic = { contentType: 'image/heic', extension: 'heic' } as const;
    const shown = { runId: 'job', name: '1-a' };
    const original = await store.saveOriginal(shown, Uint8Array.of(1), png, ORIGIN);
    expect(original).toEqual({ key: 'images/job/1-a.original.png', contentType: 'image/png', bytes: 1 });
    await store.saveImage(shown, Uint8Array.of(1), png, ORIGIN);
    const { key } = await store.saveOriginal({ runId: 'job', name: '2-b' }, Uint8Array.of(1), heic, ORIGIN);
    expect([...(await store.list('job'))].sort()).toEqual([
      ['1-a', 'images/job/1-a.png'],
      ['2-b', 'images/job/2-b.original.heic'],
    ]);
    expect([...(await store.listSmall('job'))]).toEqual([['1-a', 'images/job/1-a.png']]);
    expect((await store.read(key))?.origin).toEqual(ORIGIN);
    expect(objects.objects.get(key)?.options).toMatchObject({
      contentType: 'image/heic',
      contentDisposition: 'attachment; filename="picture.heic"',
      cacheControl: AN_HOUR,
    });
  });

  it('carry where they come from, in at most 2 KB of ASCII', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const key = await store.saveImage({ runId: 'job', name: '1-a' }, Uint8Array.of(1), type, ORIGIN);
    expect((await store.read(key))?.origin).toEqual(ORIGIN);
    const sent = { prompt: '🦊'.repeat(1000) };
    const long = await store.saveImage({ runId: 'job', name: '2-b' }, Uint8Array.of(1), type, {
      ...ORIGIN,
      sent,
    });
    expect((await store.read(long))?.origin).toEqual({ ...ORIGIN, sent: {} });
    for (const { options } of objects.objects.values()) {
      const text = JSON.stringify(options.metadata);
      expect(text).toMatch(/^[ -~]{1,2000}$/);
    }
  });

  it('leave out what was sent if it is longer than 1200 characters, and nothing else', async () => {
    const store = imageStore(slowStore());
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const encoded = (sent: object) => encodeURIComponent(JSON.stringify(sent)).length;
    const sent = (more: number) => ({ prompt: 'x'.repeat(1200 - encoded({ prompt: '' }) + more) });
    for (const [more, kept] of [
      [0, sent(0)],
      [1, {}],
    ] as const) {
      const key = await store.saveImage({ runId: 'job', name: '1-a' }, Uint8Array.of(1), type, {
        ...ORIGIN,
        sent: sent(more),
      });
      expect((await store.read(key))?.origin).toEqual({ ...ORIGIN, sent: kept });
    }
    const unknown = { ...ORIGIN, costUsd: undefined };
    const key = await store.saveImage({ runId: 'job', name: '2-b' }, Uint8Array.of(1), type, unknown);
    expect((await store.read(key))?.origin).toEqual(unknown);
  });

  it('are deleted one by one, or all those of a run and no other', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    for (const key of ['a.png', 'a.thumb.webp', 'b~1-x.png', 'c.original.svg']) {
      await objects.put(`images/job/${key}`, 'x', { contentType: 'image/png' });
    }
    await objects.put('images/job-2/a.png', 'x', { contentType: 'image/png' });
    await store.delete(['images/job/a.png', 'images/job/a.png']);
    expect(objects.objects.size).toBe(4);
    await store.deleteRun('job');
    expect([...objects.objects.keys()]).toEqual(['images/job-2/a.png']);
  });

  it('are stored when the call returns', async () => {
    const objects = slowStore();
    const { put } = objects;
    objects.put = async (...args) => {
      await new Promise((resolve) => setImmediate(resolve));
      await put(...args);
    };
    const store = imageStore(objects);
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const image = await store.saveImage({ runId: 'job', name: '1-a' }, Uint8Array.of(1), type, ORIGIN);
    expect(await objects.get(image)).toBeDefined();
    const thumbnail = await store.saveThumbnail({ runId: 'job', name: '1-a' }, Uint8Array.of(1));
    expect(await objects.get(thumbnail)).toBeDefined();
  });

  it('of versions before have no origin', async () => {
    const objects = slowStore();
    await objects.put('images/job/1-a.png', 'x', { contentType: 'image/png' });
    expect(await imageStore(objects).read('images/job/1-a.png')).toMatchObject({ origin: undefined });
    expect(await imageStore(objects).read('images/job/2-b.png')).toBeUndefined();
  });
});

describe('what a run works on', () => {
  const INPUT = {
    key: `images/${RUN}/input-1.jpg`,
    thumbnailKey: `images/${RUN}/input-1.thumb.webp`,
    contentType: 'image/jpeg' as const,
  };
  const small = `data:image/webp;base64,${Buffer.from('small').toString('base64')}`;

  it('is a copy with a small version, from a reference or from another run', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    await objects.put('references/a.jpg', 'bytes', { contentType: 'image/jpeg' });
    expect(await store.copyInput({ key: 'references/a.jpg', thumbnail: small }, INPUT)).toBe(true);
    const other = {
      ...INPUT,
      key: 'images/other/input-1.jpg',
      thumbnailKey: 'images/other/input-1.thumb.webp',
    };
    expect(await store.copyInput({ key: INPUT.key, thumbnail: INPUT.thumbnailKey }, other)).toBe(true);
    const read = async (key: string) => Buffer.from((await objects.get(key))?.body ?? []).toString();
    expect([await read(other.key), await read(other.thumbnailKey)]).toEqual(['bytes', 'small']);
    expect(objects.objects.get(INPUT.key)?.options).toEqual({
      contentType: 'image/jpeg',
      cacheControl: 'public, max-age=3600',
    });
    expect(objects.objects.get(INPUT.thumbnailKey)?.options).toEqual({
      contentType: 'image/webp',
      cacheControl: 'public, max-age=3600',
    });
  });

  it('is not there if it has gone', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    expect(await store.copyInput({ key: 'references/a.jpg', thumbnail: small }, INPUT)).toBe(false);
    expect(await store.copyInput({ key: 'references/a.jpg', thumbnail: 'images/x' }, INPUT)).toBe(false);
    await objects.put('references/a.jpg', 'bytes', { contentType: 'image/jpeg' });
    expect(await store.copyInput({ key: 'references/a.jpg', thumbnail: 'images/x' }, INPUT)).toBe(false);
    expect([...objects.objects.keys()]).toEqual(['references/a.jpg']);
  });

  it('is none of its pictures, and is deleted with them', async () => {
    const objects = slowStore();
    const store = imageStore(objects);
    await objects.put('references/a.jpg', 'bytes', { contentType: 'image/jpeg' });
    await store.copyInput({ key: 'references/a.jpg', thumbnail: small }, INPUT);
    expect([[...(await store.list(RUN))], [...(await store.listSmall(RUN))]]).toEqual([[], []]);
    await store.deleteRun(RUN);
    expect([...objects.objects.keys()]).toEqual(['references/a.jpg']);
  });
});
