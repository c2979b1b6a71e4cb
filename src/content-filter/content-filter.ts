import { AGE_PATTERN, ALWAYS_REFUSED, NEVER_MEANT, PAIR_RULES, type PairRule } from './rules.ts';
import { INNOCENT_OF_PICTURES, REFUSED_OF_PICTURES } from './rules-of-pictures.ts';
import { spellings } from './spellings.ts';
import { createTermFinder, type Hit, type Reading, readingOf } from './terms.ts';

export interface ContentFilter {
  /** Whether a prompt asks for what is not drawn. Not for negative prompts: they name what is not wanted. */
  isBlocked(prompt: string): boolean;
  /** Whether it asks for what is not done to pictures that somebody hands in: they may show people. */
  isBlockedOfPictures(prompt: string): boolean;
}

type Check = (reading: Reading) => boolean;

/** However far two words are apart. */
const ANYWHERE = Number.POSITIVE_INFINITY;

/** Builds its patterns on the first prompt. */
export function createContentFilter(): ContentFilter {
  let isRefused: Check | undefined;
  let isRefusedOfPictures: Check | undefined;
  let vocabulary: readonly string[] = [];
  const readingsOf = (prompt: string) => {
    if (vocabulary.length === 0) {
      vocabulary = vocabularyOf(
        PAIR_RULES.flatMap(({ one, other }) => [...one, ...other]).concat(ALWAYS_REFUSED),
      );
    }
    return spellings(prompt, vocabulary).map(readingOf);
  };
  const isBlockedReading = (readings: readonly Reading[]) => {
    isRefused ??= createCheck();
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

function createCheck(): Check {
  const refused = createTermFinder(ALWAYS_REFUSED, NEVER_MEANT);
  const pairs = PAIR_RULES.map(pairCheck);
  return (reading) => refused(reading).length > 0 || pairs.some((check) => check(reading));
}

function createPictureCheck(): Check {
  const refused = createTermFinder(REFUSED_OF_PICTURES, INNOCENT_OF_PICTURES);
  return (reading) => refused(reading).length > 0;
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

/** The words of terms, longest first. */
function vocabularyOf(terms: readonly string[]): string[] {
  const words = terms
    .flatMap((term) => term.replace(/\[.\]/g, '').split(/[| ]/))
    .filter((word) => word.length > 2);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}
