import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './functions.ts';

/**
 * A picture that compresses like a photograph: broad gradients with fine grain, about 1.4 bytes per pixel as PNG.
 * Deterministic.
 */
export async function grainyPicture(side: number, format: 'png' | 'jpeg'): Promise<Uint8Array> {
  const raw = Buffer.alloc(side * side * 3);
  let state = 12_345;
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const grain = (state >>> 16) % 9;
      raw[at++] = ((x * 200) / side + grain) & 255;
      raw[at++] = ((y * 200) / side + ((state >>> 20) % 9)) & 255;
      raw[at++] = (((x + y) * 100) / side + ((state >>> 24) % 9)) & 255;
    }
  }
  const picture = sharp(raw, { raw: { width: side, height: side, channels: 3 } });
  return format === 'png' ? picture.png().toBuffer() : picture.jpeg({ quality: 90 }).toBuffer();
}

/** What vendors really send, 1024 pixels square each: photographs as a PNG of 1 MB and as a WebP of 200 KB. */
export const photographs = {
  png: () => drawn('rocket.jpg').png({ compressionLevel: 1 }).toBuffer(),
  webp: () => drawn('gravel.jpg').webp({ quality: 92 }).toBuffer(),
};

const drawn = (file: string) => sharp(join(root, 'benchmarks/photographs', file)).resize(1024, 1024);
