import { describe, expect, it } from '@jest/globals';
import { patternOf, promptsOf, variantsOf } from './variables.ts';

const expand = (text: string) => promptsOf(patternOf(text));

describe('variables of a prompt', () => {
  it('make one prompt for each way', () => {
    expect(expand('a {red|blue} {fox|hen}')).toEqual(['a red fox', 'a red hen', 'a blue fox', 'a blue hen']);
    expect(expand('a {small |} {fox} $& {a|$&}')).toEqual([
      'a small {fox} $& a',
      'a small {fox} $& $&',
      'a {fox} $& a',
      'a {fox} $& $&',
    ]);
    expect(expand('{|}')).toEqual([]);
  });

  it('may stand in one another, and none comes twice for that', () => {
    expect(expand('{a|{b|c} d} fox')).toEqual(['a fox', 'b d fox', 'c d fox']);
    expect(expand('{ {a|b} }')).toEqual(['{ a }', '{ b }']);
    for (const text of ['{a|{b|c} d} fox', '{ {a|b} }', '{a|b}{c|d|e}', 'a fox', '{x|{y|{z|w}}}'])
      expect(variantsOf(patternOf(text))).toBe(expand(text).length);
  });

  it('can be written as what they are', () => {
    expect(expand(String.raw`a \{red|blue\} fox`)).toEqual(['a {red|blue} fox']);
    expect(expand(String.raw`{a\|b|c} fox`)).toEqual(['a|b fox', 'c fox']);
    expect(expand(String.raw`{a\}|c} fox \n \\ {`)).toEqual([
      String.raw`a} fox \n \\ {`,
      String.raw`c fox \n \\ {`,
    ]);
  });

  it.each(['{red|blue fox', 'red|blue} fox', '}{', '{red} | {blue}', '{a|b', '|', '{', 'a { b | c'])(
    'that are none stay what they are: %s',
    (text) => expect(expand(text)).toEqual([text]),
  );

  it('are counted, however deep, without being made', () => {
    const deep = `${'{a|'.repeat(9)}b${'}'.repeat(9)}`;
    expect(variantsOf(patternOf(deep))).toBe(10);
    expect(variantsOf(patternOf('{{a|b}{a|b}|c}'.repeat(40)))).toBeCloseTo(5 ** 40, -20);
    expect(expand('{'.repeat(1000))).toEqual(['{'.repeat(1000)]);
    expect(expand('{a|'.repeat(300))).toEqual(['{a|'.repeat(300)]);
    for (const endless of ['{', '{a|', '{a|b}', '{|', '}'])
      expect(variantsOf(patternOf(endless.repeat(10_000)))).toBeGreaterThanOrEqual(1);
  });
});
