import { ENHANCED_MAX_LENGTH } from '../../contract/constants.ts';
import { ProviderError } from '../../errors.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import { unicodePattern } from '../../lib/unicode-pattern.ts';
import { type VendorText, vendorPrompt } from '../../lib/vendor-text.ts';

/** Far more than the tokens that are asked for, so that no reply can keep the patterns busy. */
const READ_MAX_LENGTH = 20_000;

const SPACES = unicodePattern(String.raw`[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+`);

/**
 * What a text model wrote, as a prompt: without thoughts, wrapping quotation marks or a heading, on one line, and cut
 * at a sentence or word to the length allowed.
 * @param secrets the slot's key; cut out
 * @throws ProviderError when nothing is left
 */
export function enhancedPrompt(
  text: unknown,
  vendor: SafeText,
  secrets: readonly (string | undefined)[],
): VendorText {
  if (typeof text !== 'string') throw unusableText(vendor);
  const thought = text.slice(0, READ_MAX_LENGTH).replace(/^[\s\S]*<\/think(?:ing)?>/i, '');
  // Cut off before its thoughts had ended.
  if (/^\s*<think(?:ing)?>/i.test(thought)) throw unusableText(vendor);
  const plain = thought
    .normalize('NFC')
    .replace(SPACES(), ' ')
    .trim()
    .replace(/^(?:\*\*)?(?:(?:enhanced|improved|rewritten|image)\s+)?prompt:(?:\*\*)?\s*/i, '')
    // Quotation marks of several languages.
    .replace(/^["\u201c\u201e\u00ab'](.*)["\u201d\u201c\u00bb']$/s, '$1')
    .trim();
  const prompt = vendorPrompt(upToSentence(plain), secrets, ENHANCED_MAX_LENGTH);
  if (prompt === undefined) throw unusableText(vendor);
  return prompt;
}

export function unusableText(vendor: SafeText): ProviderError {
  return new ProviderError('PROVIDER_DOWN', safeText`${vendor} did not return a usable text. Try again.`, {
    billed: 'unknown',
    retryable: true,
  });
}

/** The last whole sentence within the length allowed, where it is not much shorter. */
function upToSentence(text: string): string {
  if (text.length <= ENHANCED_MAX_LENGTH) return text;
  const cut = text.slice(0, ENHANCED_MAX_LENGTH);
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'), cut.lastIndexOf('! '));
  return sentence > ENHANCED_MAX_LENGTH / 2 ? cut.slice(0, sentence + 1) : text;
}
