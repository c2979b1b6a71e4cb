import { asRecord } from './record.ts';

/**
 * A text of a reply that is too long to be copied, such as a picture of megapixels in base64: its bytes as they stand
 * in the JSON. No JSON can pretend to be one, since none holds bytes.
 */
export interface LongText {
  longText: Uint8Array;
}

/** Where base64 is expected. */
export type AnyText = string | LongText;

export const isLongText = (value: unknown): value is LongText =>
  asRecord(value)?.longText instanceof Uint8Array;

export const isAnyText = (value: unknown): value is AnyText => typeof value === 'string' || isLongText(value);

/** The first characters, to tell what it is. */
export function beginningOf(text: AnyText, length: number): string {
  return typeof text === 'string'
    ? text.slice(0, length)
    : Buffer.from(text.longText.subarray(0, length)).toString('latin1');
}

/** Bytes that are decoded at a time: so few that the garbage is collected on the way. */
const PIECE = 32 * 1024;
/** The longest escape: `\u002f`. */
const LONGEST_ESCAPE = 6;
const [BACKSLASH, COMMA, SLASH, SMALL_U] = [0x5c, 0x2c, 0x2f, 0x75];

/**
 * What base64 stands for, also in a `data:` address. Whatever is not base64 comes out as bytes without a meaning. A long
 * text is decoded where it stands and is no more afterwards.
 */
export function decodeBase64(text: AnyText): Uint8Array {
  const isAddress = beginningOf(text, 5) === 'data:';
  if (typeof text === 'string') {
    return Buffer.from(isAddress ? text.slice(text.indexOf(',') + 1) : text, 'base64');
  }
  const { longText } = text;
  return decodePieces(longText.subarray(isAddress ? longText.indexOf(COMMA) + 1 : 0));
}

/** Piece by piece into the bytes of the text, which are always ahead: so a picture is in memory only once. */
function decodePieces(text: Uint8Array): Uint8Array {
  const decoded = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  let length = 0;
  /** Letters that do not make up a group of four yet. */
  let rest = '';
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = pieceEnd(text, start);
    const isLast = end === text.length;
    const piece = decoded.toString('latin1', start, end);
    if (rest === '' && !piece.includes('\\')) {
      const written = decoded.write(piece, length, 'base64');
      // Fewer bytes than so many letters make: something else stands between them.
      if (isLast || written * 4 === piece.length * 3) {
        length += written;
        continue;
      }
    }
    const letters = rest + lettersOf(Buffer.from(piece, 'latin1'));
    const whole = isLast ? letters.length : letters.length - (letters.length % 4);
    length += decoded.write(letters.slice(0, whole), length, 'base64');
    rest = letters.slice(whole);
  }
  return decoded.subarray(0, length);
}

/** No piece ends within an escape. */
function pieceEnd(text: Uint8Array, start: number): number {
  const end = Math.min(start + PIECE, text.length);
  if (end === text.length) return end;
  const backslash = text.subarray(end - LONGEST_ESCAPE + 1, end).lastIndexOf(BACKSLASH);
  return backslash === -1 ? end : end - LONGEST_ESCAPE + 1 + backslash;
}

/**
 * The letters of base64: with JSON's escapes undone, since some servers write `\/`, and without line breaks and the
 * like.
 */
function lettersOf(piece: Uint8Array): string {
  const letters = Buffer.allocUnsafe(piece.length);
  let count = 0;
  for (let at = 0; at < piece.length; at += 1) {
    let code = piece[at] ?? 0;
    if (code === BACKSLASH) {
      at += 1;
      const escaped = piece[at] ?? 0;
      // Of the short escapes only this one is a letter.
      code = escaped === SLASH ? SLASH : 0;
      if (escaped === SMALL_U) {
        code = hexadecimal(piece, at + 1);
        at += 4;
      }
    }
    if (IS_LETTER[code] === 1) {
      letters[count] = code;
      count += 1;
    }
  }
  return letters.toString('latin1', 0, count);
}

/** By the code of the character. */
const IS_LETTER = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** The character of four hexadecimal digits; 0, which base64 does not use, if they are not digits. */
function hexadecimal(text: Uint8Array, start: number): number {
  let value = 0;
  for (let at = start; at < start + 4; at += 1) {
    const digit = (text[at] ?? 0) | 0x20;
    const isNumber = digit >= 0x30 && digit <= 0x39;
    if (!isNumber && (digit < 0x61 || digit > 0x66)) return 0;
    value = value * 16 + (isNumber ? digit - 0x30 : digit - 0x57);
  }
  return value;
}
