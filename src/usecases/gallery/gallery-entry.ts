import type { WorkerEvent } from '../../contract/index.ts';
import type { GalleryDocument, ResultDocument, StateDocument } from '../../store/documents.ts';

type Picture = Pick<Extract<ResultDocument, { status: 'completed' }>, 'imageKey' | 'thumbnailKey'>;
type Shown = Pick<
  WorkerEvent,
  | 'jobId'
  | 'createdAt'
  | 'prompt'
  | 'totalModels'
  | 'totalPictures'
  | 'parameters'
  | 'models'
  | 'expiresAt'
  | 'run'
>;

/**
 * The entry of a run with a picture, the same whichever of its attempts succeeds first, but for the preview.
 * @param state what was decided about the run since it was started
 */
export function galleryEntry(
  attempt: Shown,
  { thumbnailKey, imageKey }: Picture,
  state?: Pick<StateDocument, 'title' | 'expiresAt'>,
): GalleryDocument {
  const { jobId, createdAt, prompt, totalModels, totalPictures, models } = attempt.run ?? attempt;
  const { aspectRatio } = attempt.run ?? attempt.parameters;
  const { title, expiresAt = (attempt.run ?? attempt).expiresAt } = state ?? {};
  return {
    id: jobId,
    timestamp: createdAt,
    prompt,
    previewKey: thumbnailKey ?? imageKey,
    totalModels,
    ...(totalPictures !== undefined && { totalPictures }),
    ...(models !== undefined && { models }),
    ...(aspectRatio !== undefined && { aspectRatio }),
    ...(title !== undefined && { title }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
