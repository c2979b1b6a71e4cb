import { describe, expect, it } from '@jest/globals';
import { completed } from '../../testing/fake-api.ts';
import { isOtherShape, sentSettings, sentValue } from './sent-settings.ts';

describe('isOtherShape', () => {
  it('is false for Recraft v4 at 3:2, whose 1280 × 832 is what the catalog calls 3:2', () => {
    expect(isOtherShape({ aspectRatio: '3:2' }, 1280, 832)).toBe(false);
    expect(isOtherShape({ aspectRatio: '2:3' }, 832, 1280)).toBe(false);
  });

  it('is true for a square where a wide picture was asked for', () => {
    expect(isOtherShape({ aspectRatio: '16:9' }, 1024, 1024)).toBe(true);
  });

  it('takes a picture without a shape asked for to be meant square', () => {
    expect(isOtherShape({}, 1024, 1024)).toBe(false);
    expect(isOtherShape({}, 1344, 768)).toBe(true);
  });
});

describe('what was sent', () => {
  it('shows pixels as pixels, at the top and inside a field', () => {
    expect(sentValue({ width: 1344, height: 768 })).toBe('1344 × 768');
    expect(sentValue({ width: 1344, fit: 'cover' })).toBe('width 1344, fit cover');
    expect(sentValue(false)).toBe('false');
    const result = completed('1-one', { sent: { image_size: { width: 1344, height: 768 }, seed: 7 } });
    expect(sentSettings(result)).toEqual(['image_size 1344 × 768', 'seed 7']);
  });
});
