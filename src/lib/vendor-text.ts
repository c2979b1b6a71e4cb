import { withoutIdentifiers, withoutKeys } from './redact.ts';
import type { SafeText } from './safe-text.ts';
import { capText } from './text.ts';
import { unicodePattern } from './unicode-pattern.ts';

declare const passed: unique symbol;
/** Text of a vendor that has passed one of the two functions below; nothing else creates one. */
export type VendorText = SafeText & { readonly [passed]: true };

/** How much of a vendor's own words a person gets to read, in characters. */
const WORDS_MAX_LENGTH = 300;
/** The longest prompt that a vendor may hand back, in characters, each of which may be two of a string. */
export const PROMPT_MAX_LENGTH = 2000;
/** How much of a text is read at all, so that no text can keep the patterns busy. */
const READ_MAX_LENGTH = 4000;

const FORMATTING = unicodePattern(String.raw`\p{Cf}+`);
const SPACES = unicodePattern(String.raw`[\p{Cc}\p{Cs}\p{Z}\s]+`);
/** Not line breaks, tabs, and the joiners that emoji and some scripts need. */
const INVISIBLE = unicodePattern(
  String.raw`[^\P{Cc}\n\t]|[\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]`,
);

type Secrets = readonly (string | undefined)[];

/**
 * What a vendor says about itself or the request, such as an error: on one line, without keys, ids, addresses,
 * invisible and direction characters. `undefined` where nothing is left.
 * @param secrets the slot's key; cut out in every disguise
 */
export function vendorWords(text: unknown, secrets: Secrets): VendorText | undefined {
  if (typeof text !== 'string') return undefined;
  const visible = withoutKeys(beginning(text), secrets).replace(FORMATTING(), '').replace(SPACES(), ' ');
  const clean = withoutIdentifiers(withoutKeys(visible, secrets)).trim();
  const capped =
    clean.length <= WORDS_MAX_LENGTH ? clean : `${clean.slice(0, WORDS_MAX_LENGTH - 1).trimEnd()}…`;
  return asVendorText(capped);
}

/**
 * A prompt that a vendor wrote: without keys, control and direction characters, at most `maxLength` characters. Line
 * breaks and the joiners that emoji and some scripts need stay. `undefined` where nothing is left.
 * @param secrets the slot's key; cut out in every disguise
 */
export function vendorPrompt(
  text: unknown,
  secrets: Secrets,
  maxLength = PROMPT_MAX_LENGTH,
): VendorText | undefined {
  if (typeof text !== 'string') return undefined;
  const clean = withoutKeys(beginning(text), secrets).replace(/\r\n?/g, '\n').replace(INVISIBLE(), '');
  return asVendorText(capText(withoutKeys(clean, secrets).normalize('NFC').trim(), maxLength));
}

function asVendorText(clean: string): VendorText | undefined {
  return clean === '' ? undefined : (clean as VendorText);
}

/**
 * An error that was thrown while a vendor's reply was read may quote it, API key included. What is left is the kind of
 * the error and where it was thrown.
 */
export function withoutQuotes(thrown: unknown): Error {
  const clean = new Error('Its message is not kept, because it may quote a vendor.');
  const { name, message, stack = '' } = thrown instanceof Error ? thrown : new Error();
  const head = message === '' ? name : `${name}: ${message}`;
  clean.name = name;
  clean.stack = stack.startsWith(`${head}\n`) ? `${name}${stack.slice(head.length)}` : name;
  return clean;
}

/** No half word at its end, which might be half a key. */
function beginning(text: string): string {
  return text.length <= READ_MAX_LENGTH ? text : text.slice(0, READ_MAX_LENGTH).replace(/\S*$/, '');
}
