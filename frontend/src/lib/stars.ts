import { ASPECT_RATIOS } from '../../../src/contract/constants.ts';
import type { AspectRatio, GalleryEntry } from '../../../src/contract/index.ts';
import { asObject, createStore } from './store.ts';

/** A run kept within reach on this device: enough of it to show it before the gallery has been read that far. */
export type Star = {
  id: string;
  prompt: string;
  preview: string;
  previews: string[];
  timestamp: string;
  imageCount: number;
  totalModels: number;
  totalPictures: number;
} & Pick<GalleryEntry, 'models' | 'aspectRatio'>;

const isModel = (stored: unknown): stored is { id: string; name: string } => {
  const { id, name } = asObject(stored);
  return typeof id === 'string' && typeof name === 'string';
};

function parseStar(stored: unknown): Star[] {
  const { id, prompt, preview, previews, timestamp, imageCount, totalModels, totalPictures } =
    asObject(stored);
  const { models, aspectRatio } = asObject(stored);
  return typeof id === 'string' && typeof prompt === 'string' && typeof timestamp === 'string'
    ? [
        {
          id,
          prompt,
          timestamp,
          preview: typeof preview === 'string' ? preview : '',
          previews: Array.isArray(previews) ? previews.filter((each) => typeof each === 'string') : [],
          imageCount: Number(imageCount) || 0,
          totalModels: Number(totalModels) || 0,
          totalPictures: Number(totalPictures) || Number(totalModels) || 0,
          ...(Array.isArray(models) && { models: models.filter(isModel) }),
          ...(ASPECT_RATIOS.includes(aspectRatio as AspectRatio) && {
            aspectRatio: aspectRatio as AspectRatio,
          }),
        },
      ]
    : [];
}

export const starStore = createStore<readonly Star[]>('stars', (stored) =>
  Array.isArray(stored) ? stored.flatMap(parseStar) : [],
);

export function toggleStar(star: Star): void {
  starStore.set((stars) =>
    stars.some((each) => each.id === star.id)
      ? stars.filter((each) => each.id !== star.id)
      : [star, ...stars],
  );
}
