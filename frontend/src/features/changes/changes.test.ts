import { describe, expect, it } from '@jest/globals';
import { changesOf, type Pixels, placeOfSource } from './changes.ts';

const GREY = [100, 100, 100, 255] as const;
const RED = [255, 0, 0, 255] as const;
const BLACK = [0, 0, 0, 255] as const;
const WHITE = [255, 255, 255, 255] as const;
const pixels = (...colours: (readonly number[])[]): Pixels => Uint8ClampedArray.from(colours.flat());
const pixelAt = (picture: Pixels, place: number) => [...picture.subarray(place * 4, place * 4 + 4)];

describe('What changed', () => {
  it('is nothing in the same picture, which is shown pale', () => {
    const { kept, changed, picture } = changesOf(pixels(GREY, RED), pixels(GREY, RED));
    expect([kept, changed]).toEqual([2, 0]);
    expect(pixelAt(picture, 0)).toEqual([190, 190, 190, 255]);
    expect(pixelAt(picture, 1)).toEqual([181, 181, 181, 255]);
  });

  it('is counted only outside of the mask, and shown everywhere', () => {
    const before = pixels(GREY, GREY, GREY, GREY);
    const after = pixels(RED, RED, GREY, GREY);
    const { kept, changed, picture } = changesOf(before, after, pixels(BLACK, WHITE, WHITE, BLACK));
    expect([kept, changed]).toEqual([2, 1]);
    expect(pixelAt(picture, 0)).toEqual([215, 25, 35, 255]);
    expect(pixelAt(picture, 1)).toEqual([20, 95, 215, 255]);
    expect(pixelAt(picture, 2)).toEqual([190, 190, 190, 255]);
  });

  it.each([
    ['what an encoder does', [125, 75, 100, 255], 0],
    ['a little more in one colour', [100, 100, 126, 255], 1],
    ['what has become transparent', [100, 100, 100, 0], 1],
  ])('counts %s as it should', (_, colour, expected) => {
    expect(changesOf(pixels(GREY), pixels(colour)).changed).toBe(expected);
  });
});

describe('The source in what became of it', () => {
  const source = { width: 400, height: 300 };
  it.each([
    ['the same size', { width: 400, height: 300 }, {}, { x: 0, y: 0, width: 400, height: 300 }],
    ['twice the size', { width: 800, height: 600 }, {}, { x: 0, y: 0, width: 800, height: 600 }],
    ['a size that was rounded', { width: 1024, height: 768 }, {}, { x: 0, y: 0, width: 1024, height: 768 }],
    [
      'margins, scaled',
      { width: 1000, height: 700 },
      { left: 100, bottom: 50 },
      { x: 200, y: 0, width: 800, height: 600 },
    ],
  ])('is found with %s', (_, result, margins, place) => {
    expect(placeOfSource(source, result, margins)).toEqual(place);
  });

  it('is not sought in a picture of another shape', () => {
    expect(placeOfSource(source, { width: 300, height: 300 })).toBeUndefined();
  });
});
