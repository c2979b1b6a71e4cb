import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { MOST_REFERENCE_BYTES, MOST_REFERENCE_PIXELS } from '../../../src/contract/constants.ts';
import { preparePicture } from '../../../src/lib/prepare-picture.ts';
import { UnusablePictureError } from '../../../src/lib/unusable-picture.ts';
import { HEIC } from '../../helpers/tiny-pictures.ts';

const plain = (width = 300, height = 200): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#3399cc' } });
/** Left half red, right half blue. */
const halves = () =>
  plain().composite([
    { input: { create: { width: 150, height: 200, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
  ]);

async function prepared(bytes: Uint8Array) {
  const picture = await preparePicture(bytes);
  const metadata = await sharp(picture.bytes).metadata();
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { picture, metadata, pixel };
}

describe('a picture to work on', () => {
  it('keeps each pixel of a PNG that is small enough', async () => {
    const { picture, pixel } = await prepared(await halves().png().toBuffer());
    expect(picture).toMatchObject({ contentType: 'image/png', extension: 'png', width: 300, height: 200 });
    expect([pixel(10, 10), pixel(290, 190)]).toEqual([
      [255, 0, 0],
      [51, 153, 204],
    ]);
    expect(await sharp(picture.thumbnail).metadata()).toMatchObject({ format: 'webp', width: 300 });
  });

  it('is turned as its EXIF block says, and has no metadata left', async () => {
    const { picture, metadata, pixel } = await prepared(
      await halves()
        .withMetadata({ orientation: 6 })
        .withExifMerge({ IFD0: { Artist: 'Somebody' } })
        .jpeg({ quality: 100 })
        .toBuffer(),
    );
    expect(picture).toMatchObject({ contentType: 'image/jpeg', width: 200, height: 300 });
    expect(metadata).not.toHaveProperty('exif');
    expect(metadata).not.toHaveProperty('icc');
    expect(pixel(100, 10)[0]).toBeGreaterThan(200);
    expect(pixel(100, 290)[0]).toBeLessThan(100);
  });

  it.each([
    ['16 bits a channel', () => plain().toColourspace('rgb16').png()],
    ['grey', () => plain().toColourspace('b-w').png()],
    ['CMYK', () => plain().toColourspace('cmyk').jpeg()],
    ['GIF', () => plain().gif()],
    ['AVIF', () => plain().avif()],
    ['WebP', () => plain().webp()],
  ])('is plain sRGB: %s', async (_, make) => {
    const { metadata } = await prepared(await make().toBuffer());
    expect(metadata).toMatchObject({ width: 300, height: 200, channels: 3, depth: 'uchar', space: 'srgb' });
  });

  it('is the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00'].map((background) =>
        sharp({ create: { width: 80, height: 80, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const { picture, pixel } = await prepared(
      await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
    );
    expect([picture.width, picture.height]).toEqual([80, 80]);
    expect(pixel(40, 40)).toEqual([255, 0, 0]);
  });

  it('is white where it was transparent', async () => {
    const glass = { r: 0, g: 0, b: 0, alpha: 0 };
    const clear = sharp({ create: { width: 80, height: 80, channels: 4, background: glass } });
    const { pixel } = await prepared(await clear.png().toBuffer());
    expect(pixel(40, 40)).toEqual([255, 255, 255]);
  });

  it('is scaled down to four megapixels and 2 MB, however noisy it is', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
    const large = sharp({ create: { width: 2600, height: 2000, channels: 3, background: '#888', noise } });
    const { picture } = await prepared(await large.jpeg({ quality: 90 }).toBuffer());
    expect(picture.width * picture.height).toBeLessThanOrEqual(MOST_REFERENCE_PIXELS);
    expect(picture.bytes.byteLength).toBeLessThanOrEqual(MOST_REFERENCE_BYTES);
    expect(picture.width / picture.height).toBeCloseTo(1.3, 2);
  }, 30_000);

  it('is never enlarged', async () => {
    const { picture } = await prepared(await plain(64, 64).png().toBuffer());
    expect([picture.width, picture.height]).toEqual([64, 64]);
  });
});

/** A PNG whose header promises far more pixels than its bytes hold. */
async function bomb(): Promise<Buffer> {
  const png = await plain(64, 64).png().toBuffer();
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  const crc = (await import('node:zlib')).crc32(png.subarray(12, 29));
  png.writeUInt32BE(crc, 29);
  return png;
}

describe('what is no picture to work on is told why', () => {
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /not a PNG/],
    ['a text', () => Buffer.from('hello'), /not a PNG/],
    ['a PDF', () => Buffer.from('%PDF-1.7\n%âãÏÓ'), /not a PNG/],
    [
      'an SVG with a script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      /SVG/,
    ],
    ['a HEIC', () => Buffer.from(HEIC), /HEIC/],
    ['a cut off JPEG', async () => (await plain().jpeg().toBuffer()).subarray(0, 500), /broken or cut off/],
    ['a bomb', bomb, /50 megapixels/],
    ['a dot', () => plain(63, 500).png().toBuffer(), /63 × 500 .* at least 64/],
    ['a line', () => plain(9000, 100).png().toBuffer(), /scaled down to 4096 × 45/],
  ])('%s', async (_, make, message) => {
    const failure = preparePicture(await make());
    await expect(failure).rejects.toThrow(UnusablePictureError);
    await expect(failure).rejects.toThrow(message);
  });
});
