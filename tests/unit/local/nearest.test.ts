import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../../local/nearest.ts';

describe('nearest', () => {
  it.each([
    ['Modell1Name', 'Model1Name'],
    ['modelcount', 'ModelCount'],
    ['Zzzzzzzz', undefined],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, ['ModelCount', 'Model1Name', 'Environment'])).toBe(expected);
  });
});
