/** Where a term stands in a text; `end` is the place after its last character. */
export interface Hit {
  start: number;
  end: number;
}

/** One spelling of a prompt, in small letters. */
export interface Reading {
  text: string;
  /** The same for a first comparison: letters only, none repeated. */
  bare: string;
}

/** Digits and signs that are written for a letter. */
const WRITTEN_FOR: Readonly<Record<string, string>> = {
  a: '@4',
  b: '8',
  c: '(<',
  e: '3',
  g: '69',
  i: '1!|',
  l: '1|',
  o: '0',
  s: '5$',
  t: '7',
  z: '2',
};

/** In a bare text; `l` and `i` are the same there, since both are written as 1. */
const BARE_LETTER = new Map([
  ...Object.entries(WRITTEN_FOR).flatMap(([letter, signs]) =>
    [...signs].map((sign) => [sign, letter] as const),
  ),
  ...['1', '|', '!', 'l'].map((sign) => [sign, 'i'] as const),
]);

/** What has no letters is not a word, nor is a number after one letter or before a plural's: 7175, C117, 717s. */
const NUMBER = /^(?:[^a-z]+|[a-z]?\d+s?)$/;

/** Letters that make another word when they are single (`boob`, `bob`). */
const DOUBLED = /[beolsg]/;

export function readingOf(text: string): Reading {
  return { text, bare: bareOf(text) };
}

/**
 * A search for terms. Comparing bare letters tells quickly that a text holds none, as most do; a regular expression is
 * made for a term only when a text may hold it.
 * @param terms in the notation of `rules.ts`
 * @param innocent phrases that make a term inside them count for nothing
 */
export function createTermFinder(
  terms: readonly string[],
  innocent: readonly string[],
): (reading: Reading) => Hit[] {
  const innocents = lazily(() => innocent.map(phrasePattern));
  const searches = terms.map((term) => ({ core: coreOf(term), pattern: lazily(() => patternOf(term)) }));
  return ({ text, bare }) => {
    const hits = searches
      .filter(({ core }) => bare.includes(core))
      .flatMap(({ pattern }) => hitsOf(pattern(), text))
      .filter(({ start, end }) => !NUMBER.test(text.slice(start, end)));
    if (hits.length === 0) return hits;
    const spans = innocents().flatMap((pattern) => hitsOf(pattern, text));
    return hits.filter((hit) => !spans.some(({ start, end }) => start <= hit.start && hit.end <= end));
  };
}

function hitsOf(pattern: RegExp, text: string): Hit[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What every text that holds the term holds when both are bare: its longest part without optional letters. */
function coreOf(term: string): string {
  const parts = term.replaceAll('|', '').split(/\[.\]/).map(bareOf);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function bareOf(text: string): string {
  let bare = '';
  let last = '';
  for (const character of text) {
    const letter = BARE_LETTER.get(character) ?? character;
    if (letter === ' ' || letter === last) continue;
    bare += letter;
    last = letter;
  }
  return bare;
}

/** A term as a regular expression: repeated letters and what is written for a letter fit, spaces may be missing. */
function patternOf(term: string): RegExp {
  const inner = term.replace(/^\||\|$/g, '');
  const body = inner.replace(
    /\[(.)\]|(.)\2*/g,
    (run: string, optional: string | undefined, letter = '', at: number) => {
      if (optional !== undefined) return `${classOf(optional)}*`;
      if (letter === ' ') return ' ?';
      return classOf(letter) + repetition(letter, run.length, at + run.length === inner.length);
    },
  );
  const [before, after] = [
    term.startsWith('|') ? '(?<![a-z0-9])' : '',
    term.endsWith('|') ? '(?![a-z0-9])' : '',
  ];
  return new RegExp(before + body + after, 'g');
}

function phrasePattern(phrase: string): RegExp {
  const source = phrase
    .replace(/[$()*+.?[\\\]^{}]/g, '\\$&')
    .replaceAll('|', '\\b')
    .replaceAll('-', '[ -]?');
  return new RegExp(source, 'g');
}

const classOf = (letter: string) =>
  `[${`${letter}${WRITTEN_FOR[letter] ?? ''}`.replace(/[\\\]^-]/g, '\\$&')}]`;

/**
 * How often a letter may stand. English makes another word by doubling a consonant (`raping`, `rapping`), but never by
 * writing it three times, nor at the end of a word.
 */
function repetition(letter: string, times: number, isLast: boolean): string {
  if (times > 1) return DOUBLED.test(letter) ? `{${times},}` : '+';
  if (/[aeiouy]/.test(letter) || isLast || !/[a-z]/.test(letter)) return '+';
  return `(?:${classOf(letter)}{2,})?`;
}
