import { AGE_PATTERN, ALWAYS_REFUSED, NEVER_MEANT, PAIR_RULES, type PairRule } from './rules.ts';
import { spellings } from './spellings.ts';
import { createReader, createTermFinder, type Hit, type Reading } from './term-finder.ts';

export interface ContentFilter {
  /** Whether a prompt asks for what is not drawn. Not for negative prompts: they name what is not wanted. */
  isBlocked(prompt: string): boolean;
}

type Check = (reading: Reading) => boolean;

/** However far two words are apart. */
const ANYWHERE = Number.POSITIVE_INFINITY;

/** Builds its patterns once, which takes some milliseconds, on the first prompt. */
export function createContentFilter(): ContentFilter {
  let check: ((prompt: string) => boolean) | undefined;
  return {
    isBlocked(prompt) {
      check ??= createCheck();
      return check(prompt);
    },
  };
}

function createCheck(): (prompt: string) => boolean {
  const read = createReader();
  const refused = createTermFinder(ALWAYS_REFUSED, NEVER_MEANT);
  const checks: Check[] = [(reading) => refused.find(reading).length > 0, ...PAIR_RULES.map(pairCheck)];
  return (prompt) => {
    const readings = spellings(prompt).map(read);
    return readings.some((reading) => checks.some((check) => check(reading)));
  };
}

function pairCheck({ one, other, near = ANYWHERE, innocent, unless }: PairRule): Check {
  const oneFinder = createTermFinder(one, innocent);
  const otherFinder = createTermFinder(other, innocent);
  const contextFinder = createTermFinder(unless, []);
  return (reading) => {
    const agesOfPeople = near === ANYWHERE ? ages(reading.text) : [];
    // Both first, since one of the two alone is common.
    if (!otherFinder.mayFind(reading)) return false;
    if (agesOfPeople.length === 0 && !oneFinder.mayFind(reading)) return false;
    const others = otherFinder.find(reading);
    const ones = [...oneFinder.find(reading), ...agesOfPeople];
    const together = ones.some((a) => others.some((b) => gapBetween(a, b) <= near));
    return together && contextFinder.find(reading).length === 0;
  };
}

function gapBetween(a: Hit, b: Hit): number {
  return Math.max(b.startIndex - a.endIndex, a.startIndex - b.endIndex, 0);
}

function ages(text: string): Hit[] {
  const match = AGE_PATTERN.exec(text);
  return match ? [{ startIndex: match.index, endIndex: match.index + match[0].length }] : [];
}
