import type { CompletedResult, EndedResult, Original } from '../../contract/index.ts';
import { PROMPT_MAX_LENGTH, type VendorText, vendorPrompt } from '../../lib/vendor-text.ts';
import type { ResultDocument } from '../../store/documents.ts';

/** A stored result as clients see it: with addresses instead of object keys. */
export function publicResult(result: ResultDocument, imageBaseUrl: string): EndedResult {
  if (result.status === 'completed') return publicPicture(result, imageBaseUrl);
  return { ...result, ...publicOriginal(result, imageBaseUrl) };
}

export function publicPicture(
  { thumbnailKey, revisedPrompt, ...picture }: Extract<ResultDocument, { status: 'completed' }>,
  imageBaseUrl: string,
): CompletedResult {
  return {
    ...picture,
    ...publicOriginal(picture, imageBaseUrl),
    ...(revisedPrompt === undefined ? {} : { revisedPrompt: capped(revisedPrompt) }),
    imageUrl: imageAddress(picture.imageKey, imageBaseUrl),
    ...(thumbnailKey === undefined ? {} : { thumbnailUrl: imageAddress(thumbnailKey, imageBaseUrl) }),
  };
}

const publicOriginal = ({ original }: { original?: Original }, imageBaseUrl: string) =>
  original && { original: { ...original, url: imageAddress(original.key, imageBaseUrl) } };

/** Versions before stored all that a vendor wrote, so that some runs would be too large to be sent. */
const capped = (prompt: VendorText): string =>
  prompt.length <= 2 * PROMPT_MAX_LENGTH ? prompt : (vendorPrompt(prompt, []) ?? '');

/** Object keys contain nothing that has to be escaped in an address. */
export const imageAddress = (key: string, imageBaseUrl: string) => `${imageBaseUrl}/${key}`;
