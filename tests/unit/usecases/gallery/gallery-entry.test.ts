import { describe, expect, it } from '@jest/globals';
import { galleryEntry } from '../../../../src/usecases/gallery/gallery-entry.ts';

const attempt = {
  jobId: '11111111-1111-4111-8111-111111111111',
  createdAt: '2026-11-20T12:00:00.000Z',
  prompt: 'a red fox',
  totalModels: 3,
  parameters: {},
};
const result = { imageKey: 'images/j/1-a.png' };

describe('the entry of a run in the gallery', () => {
  it('is previewed by the thumbnail, or by the picture where there is none', () => {
    const entry = {
      id: attempt.jobId,
      timestamp: attempt.createdAt,
      prompt: 'a red fox',
      totalModels: 3,
      previewKey: 'images/j/1-a.png',
    };
    expect(galleryEntry(attempt, result)).toEqual(entry);
    const thumbnailKey = 'images/j/1-a.thumb.webp';
    expect(galleryEntry(attempt, { ...result, thumbnailKey })).toEqual({
      ...entry,
      previewKey: thumbnailKey,
    });
  });

  it('holds the models and the shape, for searches', () => {
    const models = [{ id: '1-a', name: 'A' }];
    const shaped = { ...attempt, models, parameters: { aspectRatio: '16:9' as const, seed: 7 } };
    expect(galleryEntry(shaped, result)).toMatchObject({ models, aspectRatio: '16:9' });
    expect(galleryEntry(shaped, result)).not.toHaveProperty('seed');
  });

  it('holds how many pictures were asked for, where that is known', () => {
    expect(galleryEntry({ ...attempt, totalPictures: 6 }, result)).toMatchObject({ totalPictures: 6 });
    expect(galleryEntry(attempt, result)).not.toHaveProperty('totalPictures');
  });

  it('is that of the run that a follow-up belongs to', () => {
    const run = {
      jobId: '22222222-2222-4222-8222-222222222222',
      createdAt: '2026-11-20T11:00:00.000Z',
      prompt: 'a fox',
      totalModels: 5,
      models: [{ id: '2-b', name: 'B' }],
      aspectRatio: '9:16' as const,
    };
    const retry = { ...attempt, run, models: [], parameters: { aspectRatio: '1:1' as const } };
    expect(galleryEntry(retry, result)).toMatchObject({
      id: run.jobId,
      timestamp: run.createdAt,
      prompt: 'a fox',
      totalModels: 5,
      models: run.models,
      aspectRatio: '9:16',
    });
  });
});
