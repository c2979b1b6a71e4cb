import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { thumbnail } from '../../src/lib/thumbnail.ts';
import { root } from './functions.ts';

/** Side of a picture in pixels, as models draw by default. */
const DRAWN_SIDE = 1024;

const folder = join(root, 'benchmarks/photographs');
const files = readdirSync(folder).filter((name) => name.endsWith('.jpg'));

/** Bytes of a thumbnail as the worker makes it: the mean over photographs of the size that models draw. */
export async function thumbnailBytes(): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => {
      const drawn = sharp(readFileSync(join(folder, file)))
        .resize(DRAWN_SIDE, DRAWN_SIDE)
        .png();
      return (await thumbnail(await drawn.toBuffer())).byteLength;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}
