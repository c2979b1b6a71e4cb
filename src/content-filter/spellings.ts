interface Alphabet {
  /** Three or more single characters with something between them: `p o r n`, `p.o.r.n`. */
  speltOut: RegExp;
  /** A mark inside a word: `po.rn`, `por-n`. */
  innerMark: RegExp;
  /** An `o` of brackets: `p()rn`. */
  drawnO: RegExp;
  /** A masked letter: `p*rn`. */
  masked: RegExp;
}

const SEPARATORS = /[\s._*~+,\-/\\]+/g;
const BEYOND_ASCII = /[^ -~\t\r\n]/;
const VOWELS = ['a', 'e', 'i', 'o', 'u'];

const ascii = alphabet('a-zA-Z', '0-9');
let unicode: Alphabet | undefined;

/**
 * The ways in which a text may be meant: as it stands, with letters put together that were spelt out, with marks
 * inside words left out, with masked letters filled in. Never joins whole words, so `pen is` stays two.
 */
export function spellings(text: string): string[] {
  return BEYOND_ASCII.test(text) ? unicodeSpellings(text) : spellingsIn(ascii, text);
}

/** The same by the letters of all scripts, whose tables take a millisecond to load; most prompts need none. */
export function unicodeSpellings(text: string): string[] {
  unicode ??= alphabet(String.raw`\p{L}`, String.raw`\p{N}`);
  // Accents, and what nobody sees: joiners, direction marks, soft hyphens.
  const seen = text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  return spellingsIn(unicode, seen);
}

function spellingsIn({ speltOut, innerMark, drawnO, masked }: Alphabet, text: string): string[] {
  const plain = text.replace(drawnO, 'o').replace(/\s+/g, ' ').toLowerCase();
  const joined = plain.replace(speltOut, (letters) => letters.replace(SEPARATORS, ''));
  const unmarked = joined.replace(innerMark, '');
  const spaced = joined.replace(/[_-]+/g, ' ');
  const unmasked = VOWELS.map((vowel) => joined.replace(masked, vowel));
  return [...new Set([plain, joined, unmarked, spaced, ...unmasked])];
}

/** @param letter, digit as they stand in a class of characters */
function alphabet(letter: string, digit: string): Alphabet {
  const pattern = (source: string) => new RegExp(source, 'gu');
  const single = `[${letter}${digit}@$!]`;
  const noNeighbour = `[${letter}${digit}]`;
  return {
    speltOut: pattern(
      String.raw`(?<!${noNeighbour})${single}(?:[\s._*~+,\-/\\]{1,3}${single}){2,}(?!${noNeighbour})`,
    ),
    innerMark: pattern(String.raw`(?<=[${letter}])[._~\-/\\'\u2019*]+(?=[${letter}])`),
    drawnO: pattern(String.raw`(?<=[${letter}])(?:\(\)|\[\]|\{\})(?=[${letter}])`),
    masked: pattern(`(?<=[${letter}])[*#%](?=[${letter}])`),
  };
}
