/** A person's text as it is stored and sent: composed characters (NFC), one kind of line break, no outer spaces. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** A value from outside, safe for one line of a log: without control, direction and line-break characters, shortened. */
export function forLog(text: string, maxLength = 200): string {
  // Most values are ASCII, and the tables of Unicode take a millisecond to load.
  const isPlain = /^[ -~]*$/.test(text);
  const visible = isPlain ? text : text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
  return visible.length <= maxLength ? visible : `${visible.slice(0, maxLength)}…`;
}
