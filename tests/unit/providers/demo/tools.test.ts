import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { demo } from '../../../../src/providers/demo/index.ts';
import type { EditOptions, GenerateOptions, InputPicture } from '../../../../src/providers/types.ts';
import { inputPicture, noisePicture } from '../../../helpers/edits.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';

const nobody = () => {
  throw new Error('A demo model asks nobody.');
};
const tools = { fetch: async () => nobody(), clock: fakeClock(), bedrock: nobody };
const settings = {
  key: undefined,
  baseUrl: undefined,
  region: undefined,
  sizes: {},
  fixed: {},
  priceUsd: 0,
};

async function made(
  edit: EditOptions,
  prompt: string,
  options: Partial<GenerateOptions> = {},
  model = 'demo-aurora',
) {
  const call = demo.createImageModel({ ...settings, model }, tools).plan({ prompt, edit, ...options });
  const { bytes, costUsd } = await call.run({ signal: new AbortController().signal });
  return { call, bytes, costUsd, ...(await decoded(bytes)) };
}

async function decoded(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    return [...data.subarray(start, start + info.channels)];
  };
  return { size: [info.width, info.height], channels: info.channels, pixel };
}

/** The left half. */
const leftHalf = ({ width, height }: InputPicture) => ({
  width,
  height,
  pixels: new Uint8Array(width * height).map((_, at) => (at % width < width / 2 ? 255 : 0)),
});

describe('a demo model that repaints', () => {
  it('changes what is marked, and keeps everything else to the bit', async () => {
    const picture = await noisePicture(1, { width: 60, height: 40 });
    const edit = { operation: 'repaint' as const, pictures: [picture], mask: leftHalf(picture) };
    const before = await decoded(picture.bytes);
    const { size, pixel, costUsd, call } = await made(edit, 'make it blue');
    expect([size, costUsd]).toEqual([[60, 40], 0]);
    let changed = 0;
    for (let y = 0; y < 40; y += 1) {
      for (let x = 0; x < 60; x += 1) {
        const isSame = String(pixel(x, y)) === String(before.pixel(x, y));
        if (x >= 30) expect(isSame).toBe(true);
        else if (!isSame) changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(0.9 * 30 * 40);
    expect(call.sent).toEqual({
      model: 'demo-aurora',
      operation: 'repaint',
      width: 60,
      height: 40,
      image_1: `input-1.png 60x40 sha256:${picture.sha256}`,
      mask: expect.stringMatching(/^mask\.png 60x40 sha256:[0-9a-f]{64}$/),
    });
  });

  it('does so again with the same bytes, and says what it did not use', async () => {
    const picture = await noisePicture(1);
    const edit = { operation: 'repaint' as const, pictures: [picture], mask: leftHalf(picture) };
    const first = await made(edit, 'make it night', { aspectRatio: '1:1', seed: 7 });
    expect((await made(edit, 'make it night')).bytes).toEqual(first.bytes);
    expect((await made(edit, 'make it red')).bytes).not.toEqual(first.bytes);
    expect(first.call.warnings.map(({ values }) => values.setting)).toEqual(['aspectRatio', 'seed']);
  });
});

describe('a demo model that widens', () => {
  it('adds exactly the margins, and keeps the picture in between to the bit', async () => {
    const picture = await noisePicture(1, { width: 60, height: 40 });
    const before = await decoded(picture.bytes);
    const edit = {
      operation: 'widen' as const,
      pictures: [picture],
      expand: { left: 20, top: 5, bottom: 70 },
    };
    const { size, pixel, call } = await made(edit, 'make it blue', { aspectRatio: '16:9' });
    expect(size).toEqual([80, 115]);
    for (let y = 0; y < 40; y += 1) {
      for (let x = 0; x < 60; x += 1) expect(pixel(20 + x, 5 + y)).toEqual(before.pixel(x, y));
    }
    const [red = 0, , blue = 0] = pixel(10, 60);
    expect(blue).toBeGreaterThan(red);
    expect(call.sent).toMatchObject({ width: 80, height: 115, left: 20, top: 5, bottom: 70 });
    expect(call.warnings).toEqual([]);
  });
});

describe('a demo model that enlarges', () => {
  it('has twice the sides, and looks the same', async () => {
    const picture = await inputPicture(1, '#3366cc', { width: 50, height: 30 });
    const { size, pixel } = await made({ operation: 'enlarge', pictures: [picture] }, 'Enlarge');
    expect(size).toEqual([100, 60]);
    const [red = 0, green = 0, blue = 0] = pixel(50, 30);
    expect(Math.hypot(red - 0x33, green - 0x66, blue - 0xcc)).toBeLessThan(6);
  });

  it('stays below eight megapixels', async () => {
    const picture = await inputPicture(1, '#3366cc', { width: 2048, height: 2048 });
    const { call } = await made({ operation: 'enlarge', pictures: [picture] }, 'Enlarge');
    expect(call.sent).toMatchObject({ width: 2896, height: 2896 });
  }, 20_000);
});

describe('a demo model that cuts out', () => {
  it('leaves what differs from the border on a transparent ground', async () => {
    const subject = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#cc2222' } })
      .extend({ left: 20, right: 20, top: 10, bottom: 10, background: '#eeeeee' })
      .png()
      .toBuffer();
    const picture = { ...(await inputPicture(1, '#000', { width: 60, height: 40 })), bytes: subject };
    const { channels, pixel, size } = await made({ operation: 'cut-out', pictures: [picture] }, 'Cut out');
    expect([channels, size]).toEqual([4, [60, 40]]);
    expect(pixel(30, 20)).toEqual([0xcc, 0x22, 0x22, 255]);
    for (const [x, y] of [
      [2, 2],
      [58, 20],
      [30, 38],
    ] as const)
      expect(pixel(x, y)[3]).toBe(0);
  });

  it('keeps the middle of a picture of one colour', async () => {
    const picture = await inputPicture(1, '#336699', { width: 60, height: 40 });
    const { pixel } = await made({ operation: 'cut-out', pictures: [picture] }, 'Cut out');
    expect([pixel(30, 20)[3], pixel(1, 1)[3]]).toEqual([255, 0]);
  });
});

it.each([
  ['demo-refused', 'PROMPT_REFUSED'],
  ['demo-down', 'PROVIDER_DOWN'],
  ['demo-garbage', 'INVALID_IMAGE'],
])('%s fails as it does for words alone', async (model, code) => {
  const picture = await inputPicture(1, '#336699');
  for (const operation of ['repaint', 'widen', 'enlarge', 'cut-out'] as const) {
    const edit = { operation, pictures: [picture], mask: leftHalf(picture), expand: { left: 9 } };
    await expect(made(edit, 'x', {}, model)).rejects.toMatchObject({ code });
  }
});
