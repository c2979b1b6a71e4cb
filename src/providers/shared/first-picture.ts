import { morePictures } from '../../lib/warning.ts';
import type { GeneratedImage } from '../types.ts';
import { type FoundPicture, foundPictures } from './found-pictures.ts';
import { type AddressOptions, pictureFromAddress, pictureFromBase64 } from './picture.ts';

/**
 * The first picture of what a vendor drew, fetched if need be, and a note if others came with it.
 * @returns `undefined` if there is none
 * @throws ProviderError
 */
export function firstPicture(
  reply: unknown,
  options: AddressOptions,
): Promise<Pick<GeneratedImage, 'bytes' | 'warnings'>> | undefined {
  const pictures = foundPictures(reply);
  const [picture] = pictures;
  return picture && fetched(picture, pictures.length, options);
}

async function fetched({ text, isAddress }: FoundPicture, count: number, options: AddressOptions) {
  const { vendor } = options;
  const bytes = isAddress ? await pictureFromAddress(text, options) : pictureFromBase64(text, vendor);
  return { bytes, ...(count < 2 ? {} : { warnings: [morePictures(vendor, count)] }) };
}
