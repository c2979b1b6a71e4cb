import { describe, expect, it } from '@jest/globals';
import { galleryFilter } from '../../../../src/usecases/gallery/gallery-filter.ts';

const entry = {
  id: '00000000-0000-4000-8000-000000000001',
  timestamp: '2026-11-20T09:30:00.000Z',
  prompt: 'A Red F\u00f6x\nin snow',
  previewKey: 'k',
  totalModels: 1,
  models: [{ id: '1-flux-2-pro', name: 'Flux 2 Pro' }],
};

describe('galleryFilter', () => {
  it.each([
    [{}, true],
    [{ q: 'red fox in' }, true],
    [{ q: 'fox red' }, false],
    [{ model: '1-flux-2-pro' }, true],
    [{ model: 'FLUX 2 pro' }, true],
    [{ model: 'Flux' }, false],
    [{ aspectRatio: '1:1' as const }, true],
    [{ aspectRatio: '16:9' as const }, false],
  ])('%j wants it: %s', (query, wanted) => {
    expect(galleryFilter(query).matches(entry)).toBe(wanted);
  });

  it('knows what has to be read', () => {
    expect(galleryFilter({ from: '2026-11-20' })).toMatchObject({ readsEntries: false, readsModels: false });
    expect(galleryFilter({ q: ' ' })).toMatchObject({ readsEntries: false });
    expect(galleryFilter({ q: 'fox' })).toMatchObject({ readsEntries: true, readsModels: false });
    expect(galleryFilter({ model: 'x' })).toMatchObject({ readsEntries: true, readsModels: true });
    expect(galleryFilter({ aspectRatio: '1:1' })).toMatchObject({ readsEntries: true, readsModels: true });
  });

  it('has whole days and exact times', () => {
    const { notBefore, before } = galleryFilter({ from: '2026-11-20', to: '2026-11-20' });
    expect([notBefore, before]).toEqual([Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21)]);
    const time = '2026-11-20T09:30:00.000Z';
    const exact = galleryFilter({ from: time, to: time });
    expect([exact.notBefore, exact.before]).toEqual([Date.parse(time), Date.parse(time) + 1]);
    expect(galleryFilter({})).toMatchObject({ notBefore: Number.NEGATIVE_INFINITY, before: undefined });
  });
});
