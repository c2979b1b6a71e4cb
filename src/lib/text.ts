/** Text as it is stored and sent on: line feeds only, Unicode normal form C, no white space around it. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** At most `limit` characters (code points), cut between words where there is a word to cut at. */
export function capText(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const cut = characters.slice(0, limit).join('');
  const atWord = /\s/.test(characters[limit] ?? '') ? cut : cut.replace(/\s+\S*$/, '');
  return atWord.trim();
}

/** One line without control characters or characters that turn the direction of text, for logs. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[], conjunction = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
