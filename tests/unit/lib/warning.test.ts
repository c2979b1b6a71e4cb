import { describe, expect, it } from '@jest/globals';
import { NOTE_CODES } from '../../../src/contract/constants.ts';
import { safeText } from '../../../src/lib/safe-text.ts';
import {
  fewerReferences,
  IMPLAUSIBLE_COST,
  morePictures,
  NO_THUMBNAIL,
  nearestShape,
  otherSeed,
  outOfRange,
  PIPE_AS_COMMA,
  SEED_ZERO_IS_RANDOM,
  settingNotSent,
  shownAsPng,
  warningFields,
  wasScaledDown,
} from '../../../src/lib/warning.ts';

const VENDOR = safeText`Acme`;
const ALL = [
  [
    settingNotSent('negativePrompt'),
    'SETTING_NOT_SENT',
    { setting: 'negativePrompt' },
    'negative prompt is not supported by this model and was not sent',
  ],
  [
    nearestShape('3:2', '1344x768'),
    'NEAREST_SHAPE',
    { asked: '3:2', sent: '1344x768' },
    'aspect ratio 3:2 is not supported by this model; 1344x768 is the nearest and was sent',
  ],
  [
    outOfRange('guidance', { asked: 30, low: 1.5, high: 10, sent: 10 }),
    'OUT_OF_RANGE',
    { setting: 'guidance', asked: 30, low: 1.5, high: 10, sent: 10 },
    'guidance 30 is outside of 1.5 to 10 for this model; 10 was sent',
  ],
  [SEED_ZERO_IS_RANDOM, 'SEED_ZERO_IS_RANDOM', {}, 'seed 0 means a random seed to this model'],
  [otherSeed(VENDOR, 42), 'OTHER_SEED', { vendor: 'Acme', seed: 42 }, 'Acme used seed 42 instead'],
  [
    morePictures(VENDOR, 3),
    'MORE_PICTURES',
    { vendor: 'Acme', count: 3 },
    'Acme sent 3 pictures; one of them is kept and shown',
  ],
  [
    fewerReferences(4, 2),
    'FEWER_REFERENCES',
    { given: 4, sent: 2 },
    'this model works on at most 2 pictures; the first 2 of 4 were sent',
  ],
  [
    wasScaledDown(2, { width: 1536, height: 1024 }),
    'SCALED_DOWN',
    { width: 1536, height: 1024 },
    'picture 2 was scaled down to 1536 \u00d7 1024, the most that this model takes',
  ],
  [PIPE_AS_COMMA, 'PIPE_AS_COMMA', {}, 'the sign | was sent as a comma: this server gives it a meaning'],
  [NO_THUMBNAIL, 'NO_THUMBNAIL', {}, 'No small version of this picture could be made.'],
  [
    shownAsPng('SVG'),
    'SHOWN_AS_PNG',
    { type: 'SVG' },
    'This is a PNG of the SVG file that came, which is kept for download.',
  ],
  [
    IMPLAUSIBLE_COST,
    'IMPLAUSIBLE_COST',
    {},
    'The vendor reported a cost that is not plausible, so the price of the catalog counts.',
  ],
] as const;

describe('a warning', () => {
  it.each(ALL)('says the same in English and in codes and values: %#', (warning, code, values, sentence) => {
    expect(warning).toEqual({ code, values, sentence });
  });

  it('exists for every code of the contract', () => {
    expect(ALL.map(([, code]) => code).sort()).toEqual([...NOTE_CODES].sort());
  });

  it('is told twice, in the same order', () => {
    expect(warningFields([NO_THUMBNAIL, settingNotSent('seed')])).toEqual({
      warnings: [
        'No small version of this picture could be made.',
        'seed is not supported by this model and was not sent',
      ],
      notes: [
        { code: 'NO_THUMBNAIL', values: {} },
        { code: 'SETTING_NOT_SENT', values: { setting: 'seed' } },
      ],
    });
    expect(warningFields([])).toEqual({ warnings: [], notes: [] });
  });
});
