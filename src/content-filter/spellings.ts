import { foldLookAlikes } from './look-alikes.ts';

/** Three or more single characters with something between them: `p o r n`, `p.o.r.n`, `p|o|r|n`. */
const SPELT_OUT = /(?<![a-z0-9])[a-z0-9@$!](?:[^a-z0-9@$!]{1,4}[a-z0-9@$!]){2,}(?![a-z0-9])/g;
const BETWEEN_LETTERS = /[^a-z0-9@$!]+/g;

/** A mark inside a word: `po.rn`, `po|rn`, also a picture. */
const INNER_MARK = /(?<=[a-z])[^a-z0-9\s,;?!()[\]{}"<>@$*#%&+]+(?=[a-z])/g;

/** A tab or a line break inside a word, unless what follows is a word of its own. */
const BROKEN_WORD =
  /(?<=[a-z])[\t\n\v\f\r\u0085\u2028\u2029]+(?=[a-z])(?!(?:is|us|it|in|on|as|at|of|or|a)\b)/g;

/** An `o` of brackets: `p()rn`. */
const BRACKET_O = /(?<=[a-z])(?:\(\)|\[\]|\{\})(?=[a-z])/g;

const MASKED_WORD = /[a-z*#%]*[*#%][a-z*#%]*/g;

/**
 * The ways in which a text may be meant, in small Latin letters: as it stands, with letters put together that were spelt
 * out, with marks and line breaks inside words left out, with masked vowels filled in. Never joins whole words, so
 * `pen is` stays two.
 * @param vocabulary words that a masked word (`p*rn`) may be meant for
 */
export function spellings(text: string, vocabulary: readonly string[]): string[] {
  return [...new Set(foldLookAlikes(text).flatMap((folded) => spellingsOf(folded, vocabulary)))];
}

function spellingsOf(text: string, vocabulary: readonly string[]): string[] {
  const folded = text.replace(BRACKET_O, 'o');
  const plain = oneLine(folded);
  const joined = plain.replace(SPELT_OUT, (letters) => letters.replace(BETWEEN_LETTERS, ''));
  const unmarked = joined.replace(INNER_MARK, '');
  const spaced = joined.replace(/[_-]+/g, ' ');
  const mended = oneLine(folded.replace(BROKEN_WORD, ''));
  const unmasked = plain.replace(MASKED_WORD, (word) => unmask(word, vocabulary));
  return [plain, joined, unmarked, spaced, mended, unmasked];
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** Puts a word of the vocabulary where its vowels are masked; what follows it stays. */
function unmask(word: string, vocabulary: readonly string[]): string {
  const fits = (known: string) =>
    known.length <= word.length &&
    [...known].every((letter, at) => {
      const given = word[at] ?? '';
      return given === letter || (/[*#%]/.test(given) && /[aeiou]/.test(letter));
    });
  const meant = vocabulary.find(fits);
  return meant === undefined ? word : meant + word.slice(meant.length);
}
