import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createContentFilter } from '../../../src/content-filter/content-filter.ts';

const { isBlocked } = createContentFilter();
const ordinary = prompts('ordinary');
const blocked = prompts('blocked');

function prompts(name: string): string[] {
  const file = new URL(`./fixtures/${name}-prompts.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}

describe('the content filter over its test set', () => {
  it('has at least 150 ordinary prompts and 100 that must be refused', () => {
    expect(ordinary.length).toBeGreaterThanOrEqual(150);
    expect(blocked.length).toBeGreaterThanOrEqual(100);
    expect(new Set([...ordinary, ...blocked]).size).toBe(ordinary.length + blocked.length);
  });

  it('raises no false alarm and stops at least 95 of 100', () => {
    const falseAlarms = ordinary.filter(isBlocked);
    const missed = blocked.filter((prompt) => !isBlocked(prompt));
    const stopped = blocked.length - missed.length;
    process.stdout.write(
      `content filter: ${falseAlarms.length} of ${ordinary.length} ordinary prompts refused, ` +
        `${stopped} of ${blocked.length} bad ones stopped (${((100 * stopped) / blocked.length).toFixed(1)} %)\n`,
    );
    expect(falseAlarms).toEqual([]);
    expect(stopped / blocked.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the content filter', () => {
  it.each([
    'blood orange',
    'whatever',
    'chateau',
    'nude lipstick shade',
    'Essex',
    'shot glass',
    'Scunthorpe',
  ])('lets "%s" pass', (prompt) => expect(isBlocked(prompt)).toBe(false));

  it.each([
    'porn',
    'PORN',
    'p0rn',
    'p o r n',
    'p.o.r.n',
    'po-rn',
    'pooorn',
    'p\u200born',
    'pörn',
    'pоrn',
    'ｐｏｒｎ',
    'p*rn',
  ])('sees through the spelling "%s"', (prompt) => expect(isBlocked(prompt)).toBe(true));

  it('never joins whole words', () => {
    expect(isBlocked('the pen is mightier than the sword')).toBe(false);
    expect(isBlocked('a bus ex Berlin')).toBe(false);
  });

  it('tells a naked person from a naked thing', () => {
    expect(isBlocked('a naked woman')).toBe(true);
    expect(isBlocked('a naked bulb over a woman at her desk')).toBe(false);
  });

  it('lets nakedness pass in the words of classical art, but never with minors or acts', () => {
    expect(isBlocked('marble statue of a nude woman')).toBe(false);
    expect(isBlocked('marble statue of a nude child')).toBe(true);
    expect(isBlocked('marble statue of a couple having sex')).toBe(true);
  });

  it('reads ages below 18 as minors and drinks and cheeses as what they are', () => {
    expect(isBlocked('a 17-year-old in lingerie')).toBe(true);
    expect(isBlocked('a 27-year-old in lingerie')).toBe(false);
    expect(isBlocked('a 12 year old whisky, sensual light')).toBe(false);
  });

  it('answers for the longest prompt there may be', () => {
    expect(isBlocked(`${'a red fox in the snow, '.repeat(43)}porn`)).toBe(true);
    expect(isBlocked('a b c d e '.repeat(100))).toBe(false);
  });
});
