import { describe, expect, it } from '@jest/globals';
import type { Warning } from './statistics/types.ts';
import { boardTexts } from './texts/texts.ts';
import { chance, warningText, withRange } from './words.ts';

const WARNINGS: readonly [Warning, string, string][] = [
  [{ code: 'few_prompts', prompts: 1 }, 'on 1 prompt only', 'nur zu 1 Prompt:'],
  [{ code: 'few_votes', models: ['1-one', '2-two'] }, 'strength of ONE and TWO', 'Stärke von ONE und TWO'],
  [{ code: 'position', side: 'right', points: 23.4 }, 'on the right', 'Das rechte Bild'],
  [{ code: 'one_voter', share: 0.6 }, 'One voter cast 60% of the votes', 'Eine Person hat 60 % der Stimmen'],
  [{ code: 'one_prompt', share: 0.25 }, '25% of the votes are on one prompt', '25 % der Stimmen gelten'],
  [
    { code: 'apart', groups: [['1-one', '2-two'], ['3-three']] },
    'never met: ONE and TWO / 3-three.',
    'nie begegnet: ONE und TWO / 3-three.',
  ],
  [{ code: 'ties', better: '1-one', other: '2-two' }, 'between ONE and TWO', 'Zwischen ONE und TWO'],
  [
    { code: 'circle', models: ['1-one', '2-two', '3-three'] },
    'ONE beats TWO beats 3-three beats ONE',
    'ONE schlägt TWO schlägt 3-three schlägt ONE',
  ],
];
const nameOf = (id: string) => ({ '1-one': 'ONE', '2-two': 'TWO' })[id] ?? id;

describe('A warning', () => {
  it.each(WARNINGS)('%j is a sentence in both languages', (warning, english, german) => {
    expect(warningText(boardTexts.en, 'en', warning, nameOf)).toContain(english);
    // Intl puts a space that does not break before the sign.
    const said = warningText(boardTexts.de, 'de', warning, nameOf).replaceAll('\u00a0', ' ');
    expect(said).toContain(german);
  });
});

it.each([
  [0, '< 1%'],
  [0.005, '< 1%'],
  [0.37, '37%'],
  [0.99, '99%'],
  [0.996, '> 99%'],
  [1, '> 99%'],
])('A chance of %d is said as %s', (value, said) => {
  expect(chance('en', value)).toBe(said);
});

it('A value is said with its interval, where there is one', () => {
  const say = (value: number) => String(value);
  expect(withRange(boardTexts.en, say, 70, { low: 60, high: 79 })).toBe('70 (60 to 79)');
  expect(withRange(boardTexts.de, say, 70, { low: 60, high: 79 })).toBe('70 (60 bis 79)');
  expect(withRange(boardTexts.en, say, 70, undefined)).toBe('70');
});
