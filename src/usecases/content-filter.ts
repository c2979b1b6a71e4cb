import {
  collapseDuplicatesTransformer,
  parseRawPattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
  resolveLeetSpeakTransformer,
  toAsciiLowerCaseTransformer,
} from '../lib/obscenity.ts';
import {
  AGE_PATTERN,
  ALWAYS_REFUSED,
  NEVER_MEANT,
  PAIR_RULES,
  type PairRule,
} from './content-filter-rules.ts';
import { spellings } from './spellings.ts';

export interface ContentFilter {
  /** Whether a prompt asks for what is not drawn. Not for negative prompts: they name what is not wanted. */
  isBlocked(prompt: string): boolean;
}

/** Letters that English doubles and that make another word when single (`boob`, `bob`). */
const DOUBLED = ['b', 'e', 'o', 'l', 's', 'g'];
/** However far two words are apart. */
const ANYWHERE = Number.POSITIVE_INFINITY;

/** Builds the matchers once, which takes some milliseconds, on the first prompt. */
export function createContentFilter(): ContentFilter {
  let check: ((text: string) => boolean) | undefined;
  return {
    isBlocked(prompt) {
      check ??= createCheck();
      return spellings(prompt).some(check);
    },
  };
}

function createCheck(): (text: string) => boolean {
  const refused = finder(ALWAYS_REFUSED, NEVER_MEANT);
  const pairs = PAIR_RULES.map(pairCheck);
  return (text) => refused(text).length > 0 || pairs.some((check) => check(text));
}

function pairCheck({ one, other, near = ANYWHERE, innocent, unless }: PairRule): (text: string) => boolean {
  const findOne = finder(one, innocent);
  const findOther = finder(other, innocent);
  const findContext = finder(unless, []);
  return (text) => {
    const others = findOther(text);
    if (others.length === 0) return false;
    const ones = [...findOne(text), ...(near === ANYWHERE ? ages(text) : [])];
    const together = ones.some((a) => others.some((b) => gapBetween(a, b) <= near));
    return together && findContext(text).length === 0;
  };
}

interface Hit {
  startIndex: number;
  endIndex: number;
}

function gapBetween(a: Hit, b: Hit): number {
  return Math.max(b.startIndex - a.endIndex, a.startIndex - b.endIndex, 0);
}

function ages(text: string): Hit[] {
  const match = AGE_PATTERN.exec(text);
  return match ? [{ startIndex: match.index, endIndex: match.index + match[0].length }] : [];
}

/** Finds the terms in a text, read as it stands and with digits and signs read as letters. */
function finder(terms: readonly string[], innocent: readonly string[]): (text: string) => Hit[] {
  if (terms.length === 0) return () => [];
  const shared = [resolveConfusablesTransformer(), toAsciiLowerCaseTransformer()];
  const collapse = collapseDuplicatesTransformer({
    defaultThreshold: 1,
    customThresholds: new Map(DOUBLED.map((letter) => [letter, 2])),
  });
  const options = {
    blacklistedTerms: terms.map((term, id) => ({ id, pattern: parseRawPattern(patternOf(term)) })),
    whitelistedTerms: [...innocent],
    whitelistMatcherTransformers: [toAsciiLowerCaseTransformer()],
  };
  const asItStands = new RegExpMatcher({ ...options, blacklistMatcherTransformers: [...shared, collapse] });
  const asLetters = new RegExpMatcher({
    ...options,
    blacklistMatcherTransformers: [...shared, resolveLeetSpeakTransformer(), collapse],
  });
  return (text) => [
    ...asItStands.getAllMatches(text),
    ...(/[@$!|(\d]/.test(text)
      ? [text, text.replaceAll('1', 'l')].flatMap((t) => asLetters.getAllMatches(t))
      : []),
  ];
}

/** Fits a term to text in which repeated letters were collapsed, and lets spaces be missing. */
function patternOf(term: string): string {
  return term
    .replace(/([a-z])\1+/g, (_run, letter: string) =>
      DOUBLED.includes(letter) ? `${letter}${letter}` : letter,
    )
    .replace(/(?<!\[)([beolsg])(?!\1|\])/g, (letter, _same, at: number, whole: string) =>
      whole[at - 1] === letter ? letter : `${letter}[${letter}]`,
    )
    .replaceAll(' ', '[ ]');
}
