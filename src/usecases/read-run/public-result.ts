import type { CompletedResult, EndedResult } from '../../contract/index.ts';
import type { ResultDocument } from '../../store/documents.ts';

/** A stored result with addresses instead of keys, as clients see it. */
export function publicResult(result: ResultDocument, imageBaseUrl: string): EndedResult {
  return result.status === 'completed' ? publicPicture(result, imageBaseUrl) : result;
}

export function publicPicture(
  { thumbnailKey, ...picture }: Extract<ResultDocument, { status: 'completed' }>,
  imageBaseUrl: string,
): CompletedResult {
  return {
    ...picture,
    imageUrl: imageAddress(picture.imageKey, imageBaseUrl),
    ...(thumbnailKey === undefined ? {} : { thumbnailUrl: imageAddress(thumbnailKey, imageBaseUrl) }),
  };
}

/** Keys hold nothing that an address would have to escape. */
export const imageAddress = (key: string, imageBaseUrl: string) => `${imageBaseUrl}/${key}`;
