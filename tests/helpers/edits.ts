import sharp, { type Sharp } from 'sharp';
import type { Margins } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import type { EditOptions, InputPicture } from '../../src/providers/types.ts';

/** A picture of one colour, as a provider gets it. */
export async function inputPicture(
  number: number,
  background: string,
  { width = 64, height = 48 }: { width?: number; height?: number } = {},
): Promise<InputPicture> {
  return asInput(number, sharp({ create: { width, height, channels: 3, background } }), { width, height });
}

/** A picture in which no two pixels are alike, and always the same one. */
export async function noisePicture(
  number: number,
  { width = 64, height = 48 }: { width?: number; height?: number } = {},
): Promise<InputPicture> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    pixels.set([40 + ((at * 7) % 180), 40 + ((at * 13) % 180), 40 + ((at * 29) % 180)], at * 3);
  }
  return asInput(number, sharp(pixels, { raw: { width, height, channels: 3 } }), { width, height });
}

async function asInput(
  number: number,
  picture: Sharp,
  size: { width: number; height: number },
): Promise<InputPicture> {
  const bytes = await picture.png().toBuffer();
  return { name: `input-${number}.png`, bytes, contentType: 'image/png', ...size, sha256: sha256Hex(bytes) };
}

/** Pictures whose bytes only have to arrive: 1, 2, 3 … */
export function scriptedEdit(operation: EditOptions['operation'], count = 1): EditOptions {
  const pictures = Array.from({ length: count }, (_, index): InputPicture => {
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, index + 1]);
    const isPng = index % 2 === 0;
    return {
      name: `input-${index + 1}.${isPng ? 'png' : 'jpg'}`,
      bytes,
      contentType: isPng ? 'image/png' : 'image/jpeg',
      width: 300 + index,
      height: 200,
      sha256: sha256Hex(bytes),
    };
  });
  return { operation, pictures };
}

/** One picture of 60 by 40 pixels, two to combine; of the left half a mask says that it is to be repainted. */
export async function toolEdit(
  operation: EditOptions['operation'],
  { tool, expand }: { tool?: string | undefined; expand?: Margins | undefined } = {},
): Promise<EditOptions> {
  const [width, height] = [60, 40];
  const numbers = operation === 'combine' ? [1, 2] : [1];
  const pictures = await Promise.all(
    numbers.map((number) => noisePicture(number, { width, height: height + number - 1 })),
  );
  const pixels = new Uint8Array(width * height).map((_, at) => (at % width < width / 2 ? 255 : 0));
  return {
    operation,
    pictures,
    ...(tool !== undefined && { tool }),
    ...(operation === 'repaint' && { mask: { width, height, pixels } }),
    ...(operation === 'widen' && { expand: expand ?? { left: 100, bottom: 40 } }),
  };
}
