import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { UnreadablePictureError } from '../../../src/lib/image-type.ts';
import { thumbnail } from '../../../src/lib/thumbnail.ts';
import { picture } from '../../helpers/tiny-pictures.ts';

describe('the small picture', () => {
  it.each([
    ['png', 1024, 1024, 480, 480],
    ['jpeg', 1536, 864, 480, 270],
    ['webp', 600, 1200, 240, 480],
    ['png', 100, 50, 100, 50],
  ] as const)(
    'of a %s of %i x %i is a WebP of %i x %i',
    async (format, width, height, smallWidth, smallHeight) => {
      const small = await thumbnail(await picture(format, width, height));
      expect(await sharp(small).metadata()).toMatchObject({
        format: 'webp',
        width: smallWidth,
        height: smallHeight,
      });
    },
  );

  it('is turned where browsers turn the picture, and only there', async () => {
    for (const [format, width, height] of [
      ['jpeg', 320, 480],
      ['png', 320, 480],
      ['webp', 480, 320],
    ] as const) {
      const whole = sharp(await picture(format, 600, 400)).withMetadata({ orientation: 6 });
      const small = await thumbnail(await whole.toFormat(format).toBuffer());
      expect(await sharp(small).metadata()).toMatchObject({ width, height });
    }
  });

  it('cannot be made of bytes that are not a picture, or of half of one', async () => {
    await expect(thumbnail(new TextEncoder().encode('not a picture'))).rejects.toThrow(
      UnreadablePictureError,
    );
    const noise = await sharp({
      create: {
        width: 256,
        height: 256,
        channels: 3,
        background: 'grey',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    for (const length of [60, noise.length / 2, noise.length - 300])
      await expect(thumbnail(noise.subarray(0, length))).rejects.toThrow(UnreadablePictureError);
  });

  it('is refused for a picture that would fill the memory', async () => {
    await expect(thumbnail(claiming(await picture('png'), 10_000, 7000))).rejects.toThrow(/pixel limit/i);
    await expect(thumbnail(claiming(await picture('png'), 5000, 4001))).rejects.toThrow(/pixel limit/i);
    // Eight bytes a pixel: four colors, each of 16 bits while a progressive JPEG is decoded.
    const printed = await sharp(await picture('png'))
      .toColourspace('cmyk')
      .jpeg({ progressive: true })
      .toBuffer();
    await expect(thumbnail(claimingJpeg(printed, 4400, 4400))).rejects.toThrow(/pixel limit/i);
    // A worker with more memory can.
    await expect(thumbnail(claimingJpeg(printed, 4400, 4400), 512)).resolves.toBeDefined();
    await expect(thumbnail(claiming(await picture('png'), 5000, 4001), 10_240)).rejects.toThrow(
      /pixel limit/i,
    );
    // Six bytes a pixel are within the limit.
    const shown = await sharp(await picture('png'))
      .jpeg({ progressive: true })
      .toBuffer();
    await expect(thumbnail(claimingJpeg(shown, 4400, 4400))).resolves.toBeDefined();
  });
});

/** The PNG with another size in its header, and the checksum of that. */
function claiming(png: Uint8Array, width: number, height: number): Uint8Array {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(height, 20);
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29);
  return changed;
}

/** The progressive JPEG with another size in its frame. */
function claimingJpeg(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const changed = Buffer.from(jpeg);
  const frame = changed.indexOf(Buffer.from([0xff, 0xc2]));
  changed.writeUInt16BE(height, frame + 5);
  changed.writeUInt16BE(width, frame + 7);
  return changed;
}
