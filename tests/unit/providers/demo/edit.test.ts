import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { demo } from '../../../../src/providers/demo/index.ts';
import type { EditOptions, GenerateOptions } from '../../../../src/providers/types.ts';
import { inputPicture } from '../../../helpers/edits.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';

const tools = {
  fetch: async () => {
    throw new Error('A demo model asks nobody.');
  },
  clock: fakeClock(),
  bedrock: () => {
    throw new Error('A demo model asks nobody.');
  },
};
const settings = {
  model: 'demo-aurora',
  key: undefined,
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '128x128' },
  fixed: {},
  priceUsd: 0,
};

async function edited(
  edit: EditOptions,
  prompt: string,
  options: Partial<GenerateOptions> = {},
  model = 'demo-aurora',
) {
  const call = demo.createImageModel({ ...settings, model }, tools).plan({ prompt, edit, ...options });
  const { bytes, costUsd } = await call.run({ signal: new AbortController().signal });
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { call, bytes, costUsd, size: [info.width, info.height], pixel };
}

describe('a demo model', () => {
  it('changes the picture that it gets, and keeps its size', async () => {
    const picture = await inputPicture(1, '#808080', { width: 96, height: 64 });
    const edit = { operation: 'change' as const, pictures: [picture] };
    const { call, size, pixel, costUsd } = await edited(edit, 'make it blue');
    expect([size, costUsd]).toEqual([[96, 64], 0]);
    const [red = 0, , blue = 0] = pixel(4, 4);
    expect(blue).toBeGreaterThan(red + 40);
    expect(call.sent).toEqual({
      model: 'demo-aurora',
      operation: 'change',
      width: 96,
      height: 64,
      image_1: `input-1.png 96x64 sha256:${picture.sha256}`,
    });
  });

  it('draws the same bytes again, and other models draw others', async () => {
    const edit = { operation: 'change' as const, pictures: [await inputPicture(1, '#6699aa')] };
    const first = await edited(edit, 'make it night');
    expect((await edited(edit, 'make it night')).bytes).toEqual(first.bytes);
    expect((await edited(edit, 'make it night', {}, 'demo-bauhaus')).bytes).not.toEqual(first.bytes);
  });

  it('cuts it to the shape that was asked for, and says what it did not use', async () => {
    const edit = { operation: 'change' as const, pictures: [await inputPicture(1, '#808080')] };
    const { size, call } = await edited(edit, 'make it red', { aspectRatio: '1:1', seed: 7 });
    expect(size).toEqual([128, 128]);
    expect(call.warnings.map(({ code, values }) => [code, values])).toEqual([
      ['SETTING_NOT_SENT', { setting: 'seed' }],
    ]);
  });

  it('combines pictures so that each can be seen', async () => {
    const colours = ['#ff0000', '#00ff00', '#0000ff'];
    const pictures = await Promise.all(
      colours.map((colour, index) => inputPicture(index + 1, colour, { width: 200, height: 100 })),
    );
    const { pixel, size } = await edited({ operation: 'combine', pictures }, 'make it day');
    expect(size).toEqual([200, 100]);
    expect(
      [pixel(10, 10), pixel(190, 10), pixel(100, 60)].map((part) => part.indexOf(Math.max(...part))),
    ).toEqual([0, 1, 2]);
  });
});
