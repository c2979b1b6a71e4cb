import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { barePicture } from '../../../src/lib/bare-picture.ts';
import { imageFacts } from '../../../src/lib/image-type.ts';

const WORDS = 'a secret prompt';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><p>${WORDS}</p></x:xmpmeta>`;

async function talking(format: 'png' | 'jpeg' | 'webp', orientation = 1): Promise<Buffer> {
  const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: '#a05030' } });
  return picture
    .withExif({ IFD0: { ImageDescription: WORDS } })
    .withXmp(XMP)
    .withMetadata({ orientation, exif: { IFD0: { ImageDescription: WORDS } } })
    .withXmp(XMP)
    .toFormat(format, format === 'jpeg' ? { progressive: true } : {})
    .toBuffer();
}

describe('a picture that says nothing beside its pixels', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is one of the same pixels: %s', async (format) => {
    const before = await talking(format);
    expect(before.toString('latin1')).toContain(WORDS);
    const bare = barePicture(before);
    const bytes = Buffer.from(bare?.bytes ?? []);
    expect(bytes.toString('latin1')).not.toContain(WORDS);
    expect(bare?.type).toEqual({
      contentType: `image/${format}`,
      extension: format === 'jpeg' ? 'jpg' : format,
    });
    const { exif, xmp, hasProfile } = await sharp(bytes).metadata();
    expect([exif, xmp, hasProfile]).toEqual([
      undefined,
      undefined,
      (await sharp(before).metadata()).hasProfile,
    ]);
    expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(before).raw().toBuffer());
    expect(barePicture(bytes)?.bytes).toEqual(bytes);
  });

  it.each(['png', 'jpeg'] as const)('is turned as before: %s', async (format) => {
    const before = await talking(format, 6);
    const bytes = Buffer.from(barePicture(before)?.bytes ?? []);
    expect(bytes.toString('latin1')).not.toContain(WORDS);
    expect((await sharp(bytes).metadata()).orientation).toBe(6);
    expect(imageFacts(bytes)).toMatchObject({ width: 20, height: 40 });
  });

  it('has nothing behind its end', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const more = Buffer.concat([await talking(format), Buffer.from(`${WORDS} \xff\xd9`, 'latin1')]);
      expect(Buffer.from(barePicture(more)?.bytes ?? []).toString('latin1')).not.toContain(WORDS);
    }
  });

  it('has no texts of a PNG, whatever they are called', async () => {
    const png = await talking('png');
    const text = Buffer.concat([
      Buffer.from([0, 0, 0, WORDS.length]),
      Buffer.from(`tEXt${WORDS}`),
      Buffer.alloc(4),
    ]);
    const more = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
    expect(Buffer.from(barePicture(more)?.bytes ?? []).toString('latin1')).not.toContain(WORDS);
  });

  it.each(['png', 'jpeg', 'webp'] as const)(
    'is none if the picture is cut off anywhere: %s',
    async (format) => {
      const whole = await talking(format);
      expect(barePicture(Buffer.from('no picture'))).toBeUndefined();
      for (let length = 0; length < whole.length - 4; length += 7) {
        expect(() => barePicture(whole.subarray(0, length))).not.toThrow();
      }
      expect(barePicture(whole.subarray(0, whole.length - 6))).toBeUndefined();
    },
  );
});
