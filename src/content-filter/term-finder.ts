import {
  collapseDuplicatesTransformer,
  parseRawPattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
  resolveLeetSpeakTransformer,
  toAsciiLowerCaseTransformer,
} from 'obscenity';

/** Where a term stands in a text; the end is its last character. */
export interface Hit {
  startIndex: number;
  endIndex: number;
}

/** One spelling of a prompt, with the ways in which its characters may be meant. */
export interface Reading {
  text: string;
  /** Small letters without look-alikes, spaces and repetitions, for a first comparison. */
  bare: readonly string[];
}

export interface TermFinder {
  /** Quick, and certain where it says no; it does not look at the edges of words and at innocent phrases. */
  mayFind(reading: Reading): boolean;
  find(reading: Reading): Hit[];
}

/** Letters that English doubles and that make another word when single (`boob`, `bob`). */
const DOUBLED = ['b', 'e', 'o', 'l', 's', 'g'];
/** Signs and digits that are written for letters. */
const LEET = /[@$!|(\d]/;

const shared = () => [resolveConfusablesTransformer(), toAsciiLowerCaseTransformer()];
const collapse = () =>
  collapseDuplicatesTransformer({
    defaultThreshold: 1,
    customThresholds: new Map(DOUBLED.map((letter) => [letter, 2])),
  });
const asItStands = () => [...shared(), collapse()];
const asLetters = () => [...shared(), resolveLeetSpeakTransformer(), collapse()];

type CharacterMap = Pick<ReturnType<typeof toAsciiLowerCaseTransformer>, 'transform'>;

/** Reads texts; build it once. */
export function createReader(): (text: string) => Reading {
  const standing = shared();
  const letters = [...standing, resolveLeetSpeakTransformer()];
  return (text) => ({
    text,
    bare: [fold(text, standing), ...leetTexts(text).map((other) => fold(other, letters))].map(bareOf),
  });
}

/**
 * Finds terms in a text, read as it stands and with digits and signs read as letters. Most texts hold none, which
 * comparing bare letters tells; obscenity's matchers, whose patterns take their time to compile, are built only for terms
 * that a text may hold.
 * @param innocent phrases that make a term inside them count for nothing
 */
export function createTermFinder(terms: readonly string[], innocent: readonly string[]): TermFinder {
  const cores = terms.map(coreOf);
  const matchers = new Map<string, Matchers>();
  const matchersOf = (term: string) => {
    const made = matchers.get(term) ?? createMatchers(term, innocent);
    matchers.set(term, made);
    return made;
  };
  const mayHold = ({ bare }: Reading, core: string) => bare.some((text) => text.includes(core));
  return {
    mayFind: (reading) => cores.some((core) => mayHold(reading, core)),
    find(reading) {
      const possible = terms.filter((_term, index) => mayHold(reading, cores[index] ?? ''));
      return possible.flatMap((term) => {
        const { standing, letters } = matchersOf(term);
        return [
          ...standing.getAllMatches(reading.text),
          ...leetTexts(reading.text).flatMap((text) => letters.getAllMatches(text)),
        ];
      });
    },
  };
}

type Matchers = Record<'standing' | 'letters', RegExpMatcher>;

function createMatchers(term: string, innocent: readonly string[]): Matchers {
  const options = {
    blacklistedTerms: [{ id: 0, pattern: parseRawPattern(patternOf(term)) }],
    whitelistedTerms: [...innocent],
    whitelistMatcherTransformers: [toAsciiLowerCaseTransformer()],
  };
  return {
    standing: new RegExpMatcher({ ...options, blacklistMatcherTransformers: asItStands() }),
    letters: new RegExpMatcher({ ...options, blacklistMatcherTransformers: asLetters() }),
  };
}

/** What every text that holds the term holds when both are bare: its longest part without optional letters. */
function coreOf(term: string): string {
  const parts = term.replaceAll('|', '').split(/\[.\]|\?/);
  return parts.map(bareOf).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function bareOf(text: string): string {
  return text.replaceAll(' ', '').replace(/(.)\1+/gs, '$1');
}

/** The texts whose signs and digits are worth reading as letters; a 1 may be an `i` or an `l`. */
function leetTexts(text: string): string[] {
  return LEET.test(text) ? [text, text.replaceAll('1', 'l')] : [];
}

/** Maps each character in turn; one that a map drops is left out. */
function fold(text: string, maps: readonly CharacterMap[]): string {
  let folded = '';
  for (const character of text) {
    let code = character.codePointAt(0);
    for (const { transform } of maps) code = code === undefined ? undefined : transform(code);
    if (code !== undefined) folded += String.fromCodePoint(code);
  }
  return folded;
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
