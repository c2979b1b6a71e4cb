import { unicodePattern } from '../lib/unicode-pattern.ts';
import { foldLookAlikes } from './look-alikes.ts';

/** Three or more single characters with something between them: `p o r n`, `p.o.r.n`, `p|o|r|n`. */
const SPELT_OUT = /(?<![a-z0-9])[a-z0-9@$!](?:[^a-z0-9@$!]{1,4}[a-z0-9@$!]){2,}(?![a-z0-9])/g;
const BETWEEN_LETTERS = /[^a-z0-9@$!]+/g;

/** A mark inside a word: `po.rn`, `po|rn`, `po+rn`, also a picture. */
const INNER_MARK = /(?<=[a-z])[^a-z0-9\s@$!]+(?=[a-z])/g;

/** A tab or a line break inside a word, unless what follows is a word of its own. */
const BROKEN_WORD =
  /(?<=[a-z])[\t\n\v\f\r\u0085\u2028\u2029]+(?=[a-z])(?!(?:is|us|it|in|on|as|at|of|or|a)\b)/g;

/** An `o` of brackets: `p()rn`. */
const BRACKET_O = /(?<=[a-z])(?:\(\)|\[\]|\{\})(?=[a-z])/g;

/** A word with signs that stand for letters: `p*rn`, `p-rn`, `p?rn`. */
const MASKED_WORD = /[a-z]*(?:[^a-z0-9\s,;:!"'()[\]{}<>@$&+/\\|]+[a-z]*)+/g;
/** The same where letters of other languages are none. */
const MASKED_WORD_BEYOND_ASCII = unicodePattern(
  String.raw`[a-z]*(?:[^\p{L}\p{N}\s,;:!"'()[\]{}<>@$&+/\\|]+[a-z]*)+`,
);
const BEYOND_ASCII = /[^\0-\x7f]/;
/** Signs that are written for any letter; others only for a vowel, and in words that are not short. */
const MASK = /[*#%]/;
const SHORTEST_MASKED = 4;

/**
 * The ways in which a text may be meant, in small Latin letters: as it stands; with letters put together that were spelt
 * out, also without the article before them (`a n u d e`); with marks and line breaks inside words left out; with masked
 * vowels filled in. Never joins whole words, so `pen is` stays two.
 * @param readVocabulary gives words that a masked word (`p*rn`) may be meant for; few texts have one
 */
export function spellings(text: string, readVocabulary: () => readonly string[]): string[] {
  return [...new Set(foldLookAlikes(text).flatMap((folded) => spellingsOf(folded, readVocabulary)))];
}

function spellingsOf(text: string, readVocabulary: () => readonly string[]): string[] {
  const folded = text.replace(BRACKET_O, 'o');
  const plain = oneLine(folded);
  const joined = plain.replace(SPELT_OUT, (letters) => letters.replace(BETWEEN_LETTERS, ''));
  const afterArticle = plain.replace(SPELT_OUT, (letters) =>
    letters.replace(BETWEEN_LETTERS, '').replace(/^[ai](?=[a-z]{3})/, '$& '),
  );
  const unmarked = joined.replace(INNER_MARK, '');
  const spaced = joined.replace(/[_-]+/g, ' ');
  const mended = oneLine(folded.replace(BROKEN_WORD, ''));
  const maskedWord = BEYOND_ASCII.test(plain) ? MASKED_WORD_BEYOND_ASCII() : MASKED_WORD;
  const unmasked = plain.replace(maskedWord, (word) => unmask(word, readVocabulary()));
  return [plain, joined, afterArticle, unmarked, spaced, mended, unmasked];
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** Puts the words of the vocabulary where letters are masked, one beside the other; what follows them stays. */
function unmask(word: string, vocabulary: readonly string[]): string {
  const letters = Array.from(word);
  const meant = vocabulary.filter((known) => fits(known, letters));
  if (meant.length === 0) return word;
  return meant.map((known) => known + letters.slice(known.length).join('')).join(' ');
}

/** One mask may stand for any letter; several stand for vowels. */
function fits(known: string, letters: readonly string[]): boolean {
  if (known.length > letters.length) return false;
  const isShort = known.length < SHORTEST_MASKED;
  let masks = 0;
  let hidden = 0;
  for (let at = 0; at < known.length; at += 1) {
    const [letter = '', given = ''] = [known[at], letters[at]];
    if (given === letter) continue;
    if (/[a-z]/.test(given) || (isShort && !MASK.test(given))) return false;
    masks += 1;
    if (/[aeiou]/.test(letter)) continue;
    if (isShort || !MASK.test(given)) return false;
    hidden += 1;
  }
  // Without a mask, it stands in the text as it is.
  return masks > 0 && masks < known.length && (hidden === 0 || masks === 1);
}
