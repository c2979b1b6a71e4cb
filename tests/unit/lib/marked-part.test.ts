import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { markedPart, scaledDown } from '../../../src/lib/marked-part.ts';

const strip = (pixels: number[][], channels: 1 | 3 | 4) =>
  sharp(Buffer.from(pixels.flat()), { raw: { width: pixels.length, height: 1, channels } });

it('what is light is marked, whatever made the mask', async () => {
  const grey = await strip([[0], [127], [128], [255]], 1)
    .png()
    .toBuffer();
  expect([...(await markedPart(grey))]).toEqual([0, 0, 255, 255]);
  const colours = await strip(
    [
      [255, 255, 255],
      [0, 0, 0],
      [255, 255, 0],
      [0, 0, 90],
    ],
    3,
  )
    .png()
    .toBuffer();
  expect([...(await markedPart(colours))]).toEqual([255, 0, 255, 0]);
  const hole = await strip(
    [
      [0, 0, 0, 0],
      [0, 0, 0, 255],
    ],
    4,
  )
    .png()
    .toBuffer();
  expect([...(await markedPart(hole))]).toEqual([255, 0]);
});

it('of a JPEG it marks the same part', async () => {
  const half = sharp({ create: { width: 32, height: 64, channels: 3, background: '#fff' } });
  const jpeg = await half.extend({ right: 32, background: '#000' }).jpeg({ quality: 80 }).toBuffer();
  const marked = await markedPart(jpeg);
  expect(marked).toHaveLength(64 * 64);
  for (let at = 0; at < marked.length; at += 1) {
    const x = at % 64;
    if (x < 28 || x > 36) expect(marked[at]).toBe(x < 32 ? 255 : 0);
  }
});

it('scales a picture down to a PNG', async () => {
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer();
  const small = await scaledDown(picture, { width: 20, height: 10 });
  expect(await sharp(small).metadata()).toMatchObject({ format: 'png', width: 20, height: 10 });
});
