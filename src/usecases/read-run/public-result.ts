import type { CompletedResult, EndedResult } from '../../contract/index.ts';
import type { ResultDocument } from '../../store/documents.ts';

/** A stored result as clients see it: with addresses instead of object keys. */
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

/** Object keys contain nothing that has to be escaped in an address. */
export const imageAddress = (key: string, imageBaseUrl: string) => `${imageBaseUrl}/${key}`;
