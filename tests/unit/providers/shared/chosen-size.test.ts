import { describe, expect, it } from '@jest/globals';
import { chosenSize, followsPicture, pixelsOf } from '../../../../src/providers/shared/chosen-size.ts';
import type { EditOptions } from '../../../../src/providers/types.ts';
import { saying } from '../../../helpers/saying.ts';

describe('chosenSize', () => {
  const sizes = { '1:1': '1024x1024', '16:9': '1344x768', '4:3': '5:4' };

  it('is square where no shape was asked for, so that the known price holds', () => {
    expect(chosenSize({ sizes }, undefined)).toEqual({ size: '1024x1024', warnings: [] });
  });

  it('takes what the catalog says for the shape, rounding included', () => {
    expect(chosenSize({ sizes }, '16:9')).toEqual({ size: '1344x768', warnings: [] });
    expect(chosenSize({ sizes: { '4:3': '1200x1000', '3:2': '1330x1000' } }, '4:3').size).toBe('1200x1000');
  });

  it('warns if the catalog has only another shape for it', () => {
    expect(chosenSize({ sizes }, '4:3').warnings).toEqual([
      saying('aspect ratio 4:3 is not supported by this model; 5:4 is the nearest and was sent'),
    ]);
  });

  it('looks for the nearest where the catalog has nothing for it', () => {
    expect(chosenSize({ sizes }, '3:2').size).toBe('1344x768');
    expect(chosenSize({ sizes }, '9:16').size).toBe('1024x1024');
    expect(chosenSize({ sizes: { '1:1': '512x512', '2:3': '512x768' } }, '9:16').size).toBe('512x768');
  });

  it('sends nothing where no size is known at all', () => {
    expect(chosenSize({ sizes: {} }, undefined)).toEqual({ size: undefined, warnings: [] });
    expect(chosenSize({ sizes: {} }, '3:2').warnings).toEqual([
      saying('aspect ratio is not supported by this model and was not sent'),
    ]);
  });

  it('takes a word of the vendor to have the shape under which it stands', () => {
    const words = { sizes: { '1:1': 'square_hd', '16:9': 'landscape_16_9', '4:3': 'landscape_4_3' } };
    expect(chosenSize(words, '16:9')).toEqual({ size: 'landscape_16_9', warnings: [] });
    expect(chosenSize(words, '3:2')).toEqual({
      size: 'landscape_4_3',
      warnings: [
        saying('aspect ratio 3:2 is not supported by this model; landscape_4_3 is the nearest and was sent'),
      ],
    });
  });

  it('has no warning where the nearest size has the shape asked for all the same', () => {
    expect(chosenSize({ sizes: { '1:1': '1344x768' } }, '16:9')).toEqual({ size: '1344x768', warnings: [] });
  });
});

describe('pixelsOf', () => {
  it('reads pixels, and neither ratios nor words', () => {
    expect(pixelsOf('1344x768')).toEqual({ width: 1344, height: 768 });
    for (const size of [
      '16:9',
      'landscape_16_9',
      '1344x',
      'x768',
      'about 1344x768',
      '1344x768 px',
      undefined,
    ])
      expect(pixelsOf(size)).toBeUndefined();
  });
});

it('the shape of a picture that is handed in is kept where none is asked for', () => {
  const edit: EditOptions = { operation: 'change', pictures: [] };
  expect(followsPicture({ edit })).toBe(true);
  expect(followsPicture({ edit, aspectRatio: '1:1' })).toBe(false);
  expect(followsPicture({})).toBe(false);
});
