import { AGE_PATTERN, type ContentRules, contentRules, type PairRule } from './rules.ts';
import { INNOCENT_OF_PICTURES, refusedOfPictures } from './rules-of-pictures.ts';
import { spellings } from './spellings.ts';
import { createTermFinder, type Hit, type Reading, readingOf } from './terms.ts';
import { createUndressingCheck } from './undressing.ts';

export interface ContentFilter {
  /** Whether a prompt asks for what is not drawn. Not for negative prompts: they name what is not wanted. */
  isBlocked(prompt: string): boolean;
  /** Whether it asks for what is not done to pictures that somebody hands in: they may show people. */
  isBlockedOfPictures(prompt: string): boolean;
}

type Check = (reading: Reading) => boolean;

/** However far two words are apart. */
const ANYWHERE = Number.POSITIVE_INFINITY;

/** Reads its rules with the first prompt. */
export function createContentFilter(): ContentFilter {
  let rules: ContentRules | undefined;
  let isRefused: Check | undefined;
  let isRefusedOfPictures: Check | undefined;
  let vocabulary: readonly string[] | undefined;
  const readRules = () => {
    rules ??= contentRules();
    return rules;
  };
  const readVocabulary = () => {
    vocabulary ??= vocabularyOf(readRules());
    return vocabulary;
  };
  const readingsOf = (prompt: string) => spellings(prompt, readVocabulary).map(readingOf);
  const isBlockedReading = (readings: readonly Reading[]) => {
    isRefused ??= createCheck(readRules());
    return readings.some(isRefused);
  };
  return {
    isBlocked: (prompt) => isBlockedReading(readingsOf(prompt)),
    isBlockedOfPictures(prompt) {
      const readings = readingsOf(prompt);
      isRefusedOfPictures ??= createPictureCheck();
      return isBlockedReading(readings) || readings.some(isRefusedOfPictures);
    },
  };
}

function createCheck({ alwaysRefused, neverMeant, pairs }: ContentRules): Check {
  const refused = createTermFinder(alwaysRefused, neverMeant);
  const checks = pairs.map(pairCheck);
  return (reading) => refused(reading).length > 0 || checks.some((check) => check(reading));
}

function createPictureCheck(): Check {
  const refused = createTermFinder(refusedOfPictures(), INNOCENT_OF_PICTURES);
  const isUndressing = createUndressingCheck();
  return (reading) => refused(reading).length > 0 || isUndressing(reading);
}

function pairCheck({ one, other, near = ANYWHERE, innocent, unless }: PairRule): Check {
  const findOne = createTermFinder(one, innocent);
  const findOther = createTermFinder(other, innocent);
  const findContext = createTermFinder(unless, []);
  return (reading) => {
    const others = findOther(reading);
    if (others.length === 0) return false;
    const ones = [...findOne(reading), ...(near === ANYWHERE ? ages(reading.text) : [])];
    const together = ones.some((a) => others.some((b) => gapBetween(a, b) <= near));
    return together && findContext(reading).length === 0;
  };
}

function gapBetween(a: Hit, b: Hit): number {
  return Math.max(b.start - a.end, a.start - b.end, 0);
}

function ages(text: string): Hit[] {
  const match = AGE_PATTERN.exec(text);
  return match ? [{ start: match.index, end: match.index + match[0].length }] : [];
}

/** The words of all terms, longest first. */
function vocabularyOf({ alwaysRefused, pairs }: ContentRules): string[] {
  const words = pairs
    .flatMap(({ one, other }) => [...one, ...other])
    .concat(alwaysRefused)
    .flatMap((term) => term.replace(/\[.\]/g, '').split(/[| ]/))
    .filter((word) => word.length > 2);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}
