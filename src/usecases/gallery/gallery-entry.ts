import type { WorkerEvent } from '../../contract/index.ts';
import type { GalleryDocument, ResultDocument } from '../../store/documents.ts';

type Picture = Pick<Extract<ResultDocument, { status: 'completed' }>, 'imageKey' | 'thumbnailKey'>;
type Shown = Pick<
  WorkerEvent,
  'jobId' | 'createdAt' | 'prompt' | 'totalModels' | 'totalPictures' | 'parameters' | 'models' | 'run'
>;

/** The entry of a run with a picture, the same whichever of its attempts succeeds first, but for the preview. */
export function galleryEntry(attempt: Shown, { thumbnailKey, imageKey }: Picture): GalleryDocument {
  const { jobId, createdAt, prompt, totalModels, totalPictures, models } = attempt.run ?? attempt;
  const { aspectRatio } = attempt.run ?? attempt.parameters;
  return {
    id: jobId,
    timestamp: createdAt,
    prompt,
    previewKey: thumbnailKey ?? imageKey,
    totalModels,
    ...(totalPictures !== undefined && { totalPictures }),
    ...(models !== undefined && { models }),
    ...(aspectRatio !== undefined && { aspectRatio }),
  };
}
