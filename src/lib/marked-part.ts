import sharp from 'sharp';

/** What stands for a pixel that is to be repainted; 0 for one that is kept. */
export const MARKED = 255;

/** A pixel from this brightness on is marked: masks have hard edges, since not every vendor takes others. */
const LIGHT = 128;

/** One byte for each pixel of a mask. */
export async function markedPart(mask: Uint8Array): Promise<Uint8Array> {
  return sharp(mask)
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .threshold(LIGHT)
    .extractChannel(0)
    .raw({ depth: 'uchar' })
    .toBuffer();
}

/** A picture scaled down to this size, as a PNG. */
export async function scaledDown(
  picture: Uint8Array,
  { width, height }: { width: number; height: number },
): Promise<Uint8Array> {
  return sharp(picture).resize({ width, height, fit: 'fill' }).png({ compressionLevel: 7 }).toBuffer();
}
