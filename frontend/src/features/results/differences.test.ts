import { describe, expect, it } from '@jest/globals';
import { en } from '../../lib/i18n/en.ts';
import { type Compared, differencesOf, differenceText } from './differences.ts';

type Row = [name: string, given: Partial<Compared>, marks: string[]];

const SQUARE = { width: 1024, height: 1024 };

const ROWS: Row[] = [
  ['nothing asked, nothing differs', { requested: {}, sent: { size: '1024x1024' }, size: SQUARE }, []],
  ['the shape that was asked for', { requested: { aspectRatio: '1:1' }, sent: {}, size: SQUARE }, []],
  [
    'a shape within the rounding of vendors',
    { requested: { aspectRatio: '3:2' }, sent: {}, size: { width: 1280, height: 832 } },
    [],
  ],
  [
    'another shape',
    { requested: { aspectRatio: '1:1' }, sent: {}, size: { width: 1344, height: 768 } },
    ['1344 × 768 instead of 1:1'],
  ],
  ['a seed that was sent', { requested: { seed: 7 }, sent: { seed: 7 }, size: SQUARE }, []],
  [
    'a seed under a vendor’s own name',
    { requested: { seed: 7 }, sent: { random_seed: 7 }, size: SQUARE },
    [],
  ],
  ['a seed of zero that was sent', { requested: { seed: 0 }, sent: { seed: 0 }, size: SQUARE }, []],
  [
    'a seed that the model does not know',
    {
      requested: { seed: 7 },
      sent: { n: 1 },
      size: SQUARE,
      warnings: ['seed is not supported by this model and was not sent'],
    },
    ['Seed not used'],
  ],
  [
    'a seed that the vendor replaced, which only a note tells',
    { requested: { seed: 7 }, sent: { seed: 7 }, size: SQUARE, warnings: ['Vendor used seed 9 instead'] },
    ['The API left a note'],
  ],
  [
    'guidance moved into the limits of the model',
    {
      requested: { guidance: 20 },
      sent: { cfgScale: 10 },
      size: SQUARE,
      warnings: ['guidance 20 is outside of 1.1 to 10 for this model; 10 was sent'],
    },
    ['Prompt strength 10 instead'],
  ],
  ['steps that were not sent', { requested: { steps: 20 }, sent: {}, size: SQUARE }, ['Steps not used']],
  [
    'steps under a vendor’s own name',
    { requested: { steps: 20 }, sent: { sample_steps: 20 }, size: SQUARE },
    [],
  ],
  [
    'a negative prompt that went inside the prompt',
    { requested: { negativePrompt: 'text' }, sent: {}, size: SQUARE },
    [],
  ],
  [
    'a negative prompt that was left out',
    {
      requested: { negativePrompt: 'text' },
      sent: {},
      size: SQUARE,
      warnings: ['negative prompt is not supported by this model and was not sent'],
    },
    ['“Leave out” not used'],
  ],
  [
    'a prompt that the model rewrote',
    { requested: {}, sent: {}, size: SQUARE, rewritten: true },
    ['Prompt rewritten by the model'],
  ],
  [
    'a prompt that was reworded for a retry',
    { requested: {}, sent: {}, size: SQUARE, reworded: true },
    ['Drawn with new words'],
  ],
  [
    'a failure before anything was sent',
    { requested: { seed: 7, aspectRatio: '1:1' }, sent: undefined, size: undefined },
    [],
  ],
  [
    'a failure after a request without the seed',
    { requested: { seed: 7 }, sent: { size: '1024x1024' }, size: undefined },
    ['Seed not used'],
  ],
];

describe('Marks of difference', () => {
  it.each(ROWS)('%s', (_name, given, marks) => {
    const compared = {
      requested: {},
      sent: {},
      warnings: [],
      size: undefined,
      rewritten: false,
      reworded: false,
      ...given,
    };
    expect(differencesOf(compared).map((each) => differenceText(en, each))).toEqual(marks);
  });
});
