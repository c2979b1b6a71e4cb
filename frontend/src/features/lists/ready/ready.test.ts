import { describe, expect, it } from '@jest/globals';
import { OWN_ENGLISH, OWN_GERMAN } from './own.ts';
import { PARTI } from './parti.ts';

describe.each([
  ['PartiPrompts', PARTI, 60],
  ['our own in English', OWN_ENGLISH, 24],
  ['our own in German', OWN_GERMAN, 24],
] as const)('the ready-made list: %s', (_name, prompts, count) => {
  it('has its prompts, none twice, none too long', () => {
    expect(new Set(prompts.map(([text]) => text)).size).toBe(count);
    expect(
      prompts.filter(([text]) => text.length > 1000 || text !== text.trim() || /[{}|#]/.test(text)),
    ).toEqual([]);
    expect(prompts.filter(([, category]) => category === '' || category.length > 50)).toEqual([]);
  });
});

it('PartiPrompts are balanced over their challenges', () => {
  const counts = Map.groupBy(PARTI, ([, challenge]) => challenge);
  expect([...counts.values()].map((prompts) => prompts.length)).toEqual(Array(10).fill(6));
});

it('our own list asks for the same in both languages', () => {
  const shape = (prompts: typeof OWN_ENGLISH) => {
    const kinds = [...new Set(prompts.map(([, category]) => category))];
    return prompts.map(([, category]) => kinds.indexOf(category));
  };
  expect(shape(OWN_GERMAN)).toEqual(shape(OWN_ENGLISH));
});
