import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { maskFile } from '../../../../src/providers/shared/mask.ts';

/** Three by two, of which the left column is marked. */
const mask = { width: 3, height: 2, pixels: new Uint8Array([255, 0, 0, 255, 0, 0]) };

it('a mask that is white where it is repainted has one grey channel', async () => {
  const file = maskFile(mask, 'white');
  expect(file).toMatchObject({ name: 'mask.png', contentType: 'image/png', width: 3, height: 2 });
  expect(file.sha256).toBe(sha256Hex(file.bytes));
  expect(await sharp(file.bytes).metadata()).toMatchObject({
    width: 3,
    height: 2,
    channels: 1,
    format: 'png',
  });
  const pixels = await sharp(file.bytes).toColourspace('b-w').extractChannel(0).raw().toBuffer();
  expect([...pixels]).toEqual([255, 0, 0, 255, 0, 0]);
});

it('a mask that is transparent where it is repainted has an alpha channel', async () => {
  const { bytes } = maskFile(mask, 'transparent');
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 3, height: 2, channels: 4, hasAlpha: true });
  const alpha = await sharp(bytes).extractChannel('alpha').raw().toBuffer();
  expect([...alpha]).toEqual([0, 255, 255, 0, 255, 255]);
});

it('a mask of four megapixels is far below the 4 MB that vendors take', () => {
  const pixels = new Uint8Array(2048 * 2048).map((_, at) => (at % 7 < 3 ? 255 : 0));
  expect(maskFile({ width: 2048, height: 2048, pixels }, 'transparent').bytes.length).toBeLessThan(1_000_000);
});
