import { unicodePattern } from './unicode-pattern.ts';

/** What shows nothing, turns the direction, or breaks the line. */
const UNSAFE = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]`);

/** A person's text as it is stored and sent: composed characters (NFC), one kind of line break, no outer spaces. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** A value from outside, safe for one line of a log: without control, direction and line-break characters, shortened. */
export function forLog(text: string, maxLength = 200): string {
  // Most values are ASCII, for which the tables of Unicode need not be read.
  const isPlain = /^[ -~]*$/.test(text);
  const visible = isPlain ? text : text.replace(UNSAFE(), '\u{fffd}');
  return visible.length <= maxLength ? visible : `${visible.slice(0, maxLength)}…`;
}
