import { randomUUID } from 'node:crypto';
import type { LongText } from './long-text.ts';

/** Deeper than any vendor nests. */
const MOST_LEVELS = 64;
/** Bytes outside of texts: a picture in base64 is one text, so a real reply has few. */
const MOST_STRUCTURE_BYTES = 1_000_000;
/** A text of so many bytes can only be a picture. */
const LONG_TEXT_BYTES = 256 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses a stranger's JSON; `undefined` where it is not valid, or so deep or so rich in parts that parsing it would
 * take the memory and time of the whole function (30 MB of `[` do). Texts of more than 256 KB are not copied: they
 * are `LongText`s.
 * @param bytes UTF-8
 */
export function boundedJson(bytes: Uint8Array): unknown {
  const longTexts = longTextsOf(bytes);
  if (longTexts === undefined) return undefined;
  try {
    return longTexts.length === 0
      ? JSON.parse(new TextDecoder().decode(bytes))
      : parseAround(bytes, longTexts);
  } catch {
    return undefined;
  }
}

interface Range {
  start: number;
  /** Exclusive. */
  end: number;
}

/** Parses with a mark in the place of each long text. */
function parseAround(bytes: Uint8Array, longTexts: readonly Range[]): unknown {
  const mark = `${randomUUID()} `;
  let short = '';
  let copied = 0;
  for (const [index, { start, end }] of longTexts.entries()) {
    short += `${new TextDecoder().decode(bytes.subarray(copied, start))}${mark}${index}`;
    copied = end;
  }
  short += new TextDecoder().decode(bytes.subarray(copied));
  return JSON.parse(short, (_, value: unknown): unknown => {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value;
    const range = longTexts[Number(value.slice(mark.length))];
    return { longText: bytes.subarray(range?.start, range?.end) } satisfies LongText;
  });
}

/** Every long text, without its quotation marks; `undefined` if the JSON is too deep or has too many parts. */
function longTextsOf(bytes: Uint8Array): Range[] | undefined {
  const found: Range[] = [];
  let level = 0;
  let structure = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    structure += 1;
    if (structure > MOST_STRUCTURE_BYTES) return undefined;
    switch (bytes[at]) {
      case QUOTE: {
        const end = endOfText(bytes, at);
        if (end === -1) return undefined;
        if (end - at > LONG_TEXT_BYTES) found.push({ start: at + 1, end });
        at = end;
        break;
      }
      case 0x5b:
      case 0x7b:
        level += 1;
        if (level > MOST_LEVELS) return undefined;
        break;
      case 0x5d:
      case 0x7d:
        level -= 1;
        break;
    }
  }
  return found;
}

/** The closing quotation mark: the first one before which an even number of backslashes stands. */
function endOfText(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end !== -1; end = bytes.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}
