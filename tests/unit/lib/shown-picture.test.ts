import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { UnreadablePictureError } from '../../../src/lib/image-type.ts';
import { shownPicture } from '../../../src/lib/shown-picture.ts';
import { picture } from '../../helpers/tiny-pictures.ts';

const svg = (attributes: string, content = '<rect width="100%" height="100%" fill="#c60"/>') =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`);
const factsOf = async (bytes: Uint8Array) => sharp(await shownPicture(bytes)).metadata();

describe('the PNG of a picture that is not shown as it is', () => {
  it.each(['gif', 'avif'] as const)('has the pixels of a %s', async (format) => {
    expect(await factsOf(await picture(format, 64, 48))).toMatchObject({
      format: 'png',
      width: 64,
      height: 48,
    });
  });

  it.each([
    ['width="2048" height="1024"', 2048, 1024],
    ['viewBox="0 0 24 12"', 1024, 512],
    ['width="9000" height="900"', 4096, 410],
  ])('of an SVG with %s can be looked at', async (attributes, width, height) => {
    expect(await factsOf(svg(attributes))).toMatchObject({ format: 'png', width, height });
  });

  it('opens nothing that an SVG refers to', async () => {
    const reference = '<image href="file:///etc/hostname" width="64" height="64"/>';
    const { data } = await sharp(await shownPicture(svg('width="64" height="64"', reference)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.every((value) => value === 0)).toBe(true);
  });

  it.each([
    ['half a GIF', () => picture('gif').then((bytes) => bytes.subarray(0, 12))],
    ['an SVG that is no XML', async () => new TextEncoder().encode('<svg')],
    ['an SVG of more pixels than there is memory for', async () => svg('width="60000" height="60000"')],
  ])('cannot be made of %s', async (_, bytes) => {
    await expect(shownPicture(await bytes())).rejects.toBeInstanceOf(UnreadablePictureError);
  });
});
