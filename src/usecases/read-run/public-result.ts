import type { CompletedResult, EndedResult, Original } from '../../contract/index.ts';
import { PROMPT_MAX_LENGTH, type VendorText, vendorPrompt } from '../../lib/vendor-text.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { AddressOf } from '../picture-addresses.ts';

/** A stored result as clients see it: with addresses instead of object keys. */
export function publicResult(result: ResultDocument, addressOf: AddressOf): EndedResult {
  if (result.status === 'completed') return publicPicture(result, addressOf);
  return { ...result, ...publicOriginal(result, addressOf) };
}

function publicPicture(
  {
    thumbnailKey,
    blind: _shownInstead,
    revisedPrompt,
    ...picture
  }: Extract<ResultDocument, { status: 'completed' }>,
  addressOf: AddressOf,
): CompletedResult {
  return {
    ...picture,
    ...publicOriginal(picture, addressOf),
    ...(revisedPrompt === undefined ? {} : { revisedPrompt: capped(revisedPrompt) }),
    imageUrl: addressOf(picture.imageKey),
    ...(thumbnailKey === undefined ? {} : { thumbnailUrl: addressOf(thumbnailKey) }),
  };
}

const publicOriginal = ({ original }: { original?: Original }, addressOf: AddressOf) =>
  original && { original: { ...original, url: addressOf(original.key) } };

/** Versions before stored all that a vendor wrote, so that some runs would be too large to be sent. */
const capped = (prompt: VendorText): string =>
  prompt.length <= 2 * PROMPT_MAX_LENGTH ? prompt : (vendorPrompt(prompt, []) ?? '');
