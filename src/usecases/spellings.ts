/** Characters that nobody sees: joiners, direction marks, soft hyphens. */
const INVISIBLE = /\p{Cf}/gu;
/** Three or more single characters with something between them: `p o r n`, `p.o.r.n`. */
const SPELT_OUT =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[\s._*~+,\-/\\]{1,3}[\p{L}\p{N}@$!]){2,}(?![\p{L}\p{N}])/gu;
const SEPARATORS = /[\s._*~+,\-/\\]+/gu;
/** A mark inside a word: `po.rn`, `por-n`. */
const INNER_MARK = /(?<=\p{L})[._~\-/\\'’*]+(?=\p{L})/gu;
/** An `o` of brackets: `p()rn`. */
const DRAWN_O = /(?<=\p{L})(?:\(\)|\[\]|\{\})(?=\p{L})/gu;
/** A masked letter: `p*rn`. */
const MASKED = /(?<=\p{L})[*#%](?=\p{L})/gu;
const VOWELS = ['a', 'e', 'i', 'o', 'u'];

/**
 * The ways in which a text may be meant: as it stands, with letters put together that were spelt out, with marks
 * inside words left out, with masked letters filled in. Never joins whole words, so `pen is` stays two.
 */
export function spellings(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(INVISIBLE, '')
    .replace(DRAWN_O, 'o')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  const joined = plain.replace(SPELT_OUT, (letters) => letters.replace(SEPARATORS, ''));
  const unmarked = joined.replace(INNER_MARK, '');
  const spaced = joined.replace(/[_-]+/g, ' ');
  const unmasked = VOWELS.map((vowel) => joined.replace(MASKED, vowel));
  return [...new Set([plain, joined, unmarked, spaced, ...unmasked])];
}
