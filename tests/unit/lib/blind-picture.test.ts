import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { blindPicture } from '../../../src/lib/blind-picture.ts';
import { blindSize } from '../../../src/lib/blind-size.ts';
import { picture } from '../../helpers/tiny-pictures.ts';

describe('a picture of a blind run', () => {
  it.each([
    [undefined, 1024, 1024],
    ['1:1', 1024, 1024],
    ['16:9', 1024, 576],
    ['9:16', 576, 1024],
    ['3:2', 1024, 683],
  ] as const)('asked for as %s has one size, whatever its own is', async (shape, width, height) => {
    expect(blindSize(shape)).toEqual({ width, height });
    for (const [format, across, down] of [
      ['png', 1024, 1024],
      ['jpeg', 640, 480],
      ['webp', 300, 900],
    ] as const) {
      const shown = await sharp(await blindPicture(await picture(format, across, down), shape)).metadata();
      expect(shown).toMatchObject({ format: 'webp', width, height, hasAlpha: false });
    }
  });

  it('has none of the metadata of the file', async () => {
    const told = await sharp(await picture('jpeg', 64, 64))
      .withExif({ IFD0: { Software: 'Acme Image 3', ImageDescription: 'made by Acme' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Acme</x:xmpmeta>')
      .toBuffer();
    expect(told.includes('Acme')).toBe(true);
    const shown = Buffer.from(await blindPicture(told, '1:1'));
    expect(shown.includes('Acme')).toBe(false);
    const { exif, xmp, icc, iptc } = await sharp(shown).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('cannot be made of what is no picture', async () => {
    await expect(blindPicture(new TextEncoder().encode('no picture'), undefined)).rejects.toThrow();
  });
});
