/** The text, cut to at most `limit` characters (code points), between words if possible. */
export function capText(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const cut = characters.slice(0, limit).join('');
  const atWord = /\s/.test(characters[limit] ?? '') ? cut : cut.replace(/\s+\S*$/, '');
  return atWord.trim();
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[], conjunction = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
