import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import {
  imageFacts,
  imageType,
  isOtherPicture,
  isShowable,
  originalType,
} from '../../../src/lib/image-type.ts';
import { HEIC, picture } from '../../helpers/tiny-pictures.ts';

const size = async (bytes: Promise<Buffer>) => imageFacts(await bytes);
const canvas = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 100, b: 0, alpha: 0.5 } } });

describe('the facts of a picture', () => {
  it.each([
    ['png', 'png'],
    ['jpeg', 'jpg'],
    ['webp', 'webp'],
  ] as const)('tell type and size of a %s as other readers do', async (format, extension) => {
    for (const [width, height] of [
      [1, 1],
      [64, 48],
      [1024, 1536],
      [2000, 3],
    ] as const) {
      const bytes = await picture(format, width, height);
      expect(imageFacts(bytes)).toEqual({ contentType: `image/${format}`, extension, width, height });
      expect(imageSize(bytes)).toMatchObject({ width, height });
    }
  });

  it('tell the size of progressive JPEG, lossless WebP, and WebP with transparency', async () => {
    expect(await size(canvas(321, 123).jpeg({ progressive: true }).toBuffer())).toMatchObject({
      width: 321,
      height: 123,
    });
    expect(await size(canvas(321, 123).webp({ lossless: true }).toBuffer())).toMatchObject({
      width: 321,
      height: 123,
    });
    expect(await size(canvas(321, 123, 4).webp().toBuffer())).toMatchObject({ width: 321, height: 123 });
  });

  it('tell the size of a JPEG behind long metadata', async () => {
    const bytes = canvas(10, 20)
      .withExif({ IFD0: { ImageDescription: 'x'.repeat(60_000) } })
      .jpeg()
      .toBuffer();
    expect(await size(bytes)).toMatchObject({ width: 10, height: 20 });
  });

  it('are read from a view into a larger buffer', async () => {
    const bytes = await picture('png', 7, 9);
    const bigger = new Uint8Array(bytes.byteLength + 10);
    bigger.set(bytes, 5);
    expect(imageFacts(bigger.subarray(5, 5 + bytes.byteLength))).toMatchObject({ width: 7, height: 9 });
  });

  it.each(['gif', 'avif'] as const)('are undefined for a %s', async (format) => {
    expect(imageFacts(await picture(format))).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Error</title>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
    ['a JSON error', '{"error":"no"}'],
  ])('are undefined for %s', (_what, text) => {
    expect(imageFacts(new TextEncoder().encode(text))).toBeUndefined();
  });

  it('are undefined for a picture without extent', async () => {
    const bytes = Uint8Array.from(await picture('png'));
    bytes.fill(0, 16, 20);
    expect(imageFacts(bytes)).toBeUndefined();
  });

  it('are undefined for a truncated header, and never throw', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = await picture(format);
      for (let length = 0; length < 25; length += 1)
        expect(imageFacts(bytes.slice(0, length))).toBeUndefined();
    }
    fc.assert(
      fc.property(
        fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47], [0x52, 0x49, 0x46, 0x46]),
        fc.uint8Array({ maxLength: 200 }),
        (start, rest) => {
          expect(() => imageFacts(Uint8Array.from([...start, ...rest]))).not.toThrow();
        },
      ),
    );
  });

  it('know the type by the first bytes alone', () => {
    expect(imageType(Uint8Array.of(0xff, 0xd8, 0xff))).toEqual({
      contentType: 'image/jpeg',
      extension: 'jpg',
    });
  });
});

describe('a turned picture', () => {
  const turned = (format: 'png' | 'jpeg' | 'webp', orientation: number) =>
    canvas(60, 40).withMetadata({ orientation }).toFormat(format).toBuffer();

  it.each(['jpeg', 'png'] as const)('is measured as browsers show it: %s', async (format) => {
    for (const orientation of [1, 2, 3, 4]) {
      expect(imageFacts(await turned(format, orientation))).toMatchObject({ width: 60, height: 40 });
    }
    for (const orientation of [5, 6, 7, 8]) {
      expect(imageFacts(await turned(format, orientation))).toMatchObject({ width: 40, height: 60 });
    }
  });

  it('is measured as it is where browsers do not turn it: webp', async () => {
    expect(imageFacts(await turned('webp', 6))).toMatchObject({ width: 60, height: 40 });
  });

  it('never breaks on a damaged EXIF block', async () => {
    const whole = await turned('jpeg', 6);
    const exif = whole.indexOf('Exif');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 255 }), (offset, value) => {
        const damaged = Buffer.from(whole);
        damaged[exif + 4 + offset] = value;
        const facts = imageFacts(damaged);
        expect(facts === undefined || facts.width * facts.height === 60 * 40).toBe(true);
      }),
    );
  });
});

describe('a picture of another kind', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  it.each(['gif', 'avif'] as const)('is recognised: %s', async (format) => {
    const bytes = await picture(format);
    expect(imageFacts(bytes)).toBeUndefined();
    expect(originalType(bytes)).toEqual({ contentType: `image/${format}`, extension: format });
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- Recraft -->\n<svg width="10">',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg>',
    '  <svg>',
  ])('is recognised: %s', (text) => {
    expect(originalType(bytesOf(text))).toEqual({ contentType: 'image/svg+xml', extension: 'svg' });
  });

  it.each(['<html><svg></svg></html>', '<!DOCTYPE html><svg>', '{"svg": "<svg>"}', 'svg', '', '<svgfoo>'])(
    'is not mistaken: %s',
    (text) => {
      expect(isOtherPicture(bytesOf(text))).toBeUndefined();
    },
  );

  it('is told where nothing here can decode it', () => {
    expect(isOtherPicture(HEIC)).toBe('heic');
    expect(originalType(HEIC)).toEqual({ contentType: 'image/heic', extension: 'heic' });
  });

  /** An `ftyp` box of these brands, and what follows it. */
  const ftyp = (brands: string[], after = '', length = 12 + 4 * brands.length) => {
    const [major = '', ...others] = brands;
    const box = Buffer.from(`....ftyp${major}\0\0\0\0${others.join('')}${after}`, 'latin1');
    box.writeUInt32BE(length);
    return box;
  };

  it.each([
    [['heix'], 'heic'],
    [['hevc', 'mif1', 'avif'], 'heic'],
    [['mif1', 'heic'], 'heic'],
    [['msf1'], 'heic'],
    [['mif1', 'miaf', 'avif'], 'avif'],
    [['msf1', 'avis'], 'avif'],
    [['avif', 'mif1', 'heic'], 'avif'],
    [['isom', 'mp42', 'avif'], undefined],
    [['hei'], undefined],
  ])('is of the kind that the brands of the file tell: %j', (brands, kind) => {
    expect(isOtherPicture(ftyp(brands))).toBe(kind);
  });

  it('has its brands in its first box alone, however long that says it is', () => {
    expect(isOtherPicture(ftyp(['mif1', 'heic'], 'avif'))).toBe('heic');
    expect(isOtherPicture(ftyp(['mif1', 'heic', 'av'], '', 4_000_000_000))).toBe('heic');
    expect(isOtherPicture(Buffer.from('....ftyp'))).toBeUndefined();
  });
});

describe('a picture that browsers show', () => {
  it.each([
    [32_767, 1, true],
    [1, 32_767, true],
    [16_384, 16_384, true],
    [32_768, 1, false],
    [1, 32_768, false],
    [16_384, 16_385, false],
  ])('may have %i × %i pixels: %p', (width, height, isShown) => {
    expect(isShowable({ width, height })).toBe(isShown);
  });
});
