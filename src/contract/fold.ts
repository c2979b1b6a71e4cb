// Free of imports, because the page folds stars alike.

/** Accents as NFKD takes them off letters. */
const ACCENTS = /[\u0300-\u036f]/g;
// Escaped, because the bundles are ASCII.
/** Letters with a stroke, which no normal form takes apart. */
const STROKES: Readonly<Record<string, string>> = {
  '\u00f8': 'o',
  '\u0142': 'l',
  '\u0111': 'd',
  '\u0127': 'h',
  '\u0167': 't',
};
const STROKE = /[\u00f8\u0142\u0111\u0127\u0167]/g;
const [FINAL_SIGMA, SIGMA] = ['\u03c2', '\u03c3'] as const;

/**
 * A text as searches compare it: without case, accents and the width of letters, each run of white space one space.
 * `Ärger`, `ärger` and `ARGER` are alike, `Straße` and `STRASSE` too.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toUpperCase()
    .toLowerCase()
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .replaceAll(FINAL_SIGMA, SIGMA)
    .replace(/\s+/g, ' ')
    .trim();
}
