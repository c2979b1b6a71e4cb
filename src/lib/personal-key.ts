import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 10;
const SECRET_LENGTH = 32;
const CHECK_LENGTH = 6;
const FORM = /^pp_([0-9A-Za-z]{10})_[0-9A-Za-z]{32}([0-9A-Za-z]{6})$/;

/** What a key of a program begins with, so that scanners and people tell it from others. */
export const KEY_PREFIX = 'pp_';

/**
 * A new key: the prefix, a public id that can stand in lists, 190 random bits, and a checksum, so that one that was mistyped is
 * told from one that was revoked.
 */
export function newPersonalKey(): { id: string; key: string } {
  const id = random(ID_LENGTH);
  const rest = `${KEY_PREFIX}${id}_${random(SECRET_LENGTH)}`;
  return { id, key: rest + checksum(rest) };
}

/** The id in a key; `undefined` if the text is not a key, or was mistyped. */
export function personalKeyId(key: string): string | undefined {
  const [, id, check] = FORM.exec(key) ?? [];
  return check === checksum(key.slice(0, -CHECK_LENGTH)) ? id : undefined;
}

const random = (length: number) => Array.from({ length }, () => DIGITS[randomInt(DIGITS.length)]).join('');

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECK_LENGTH; place += 1) {
    digits = DIGITS[rest % DIGITS.length] + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
