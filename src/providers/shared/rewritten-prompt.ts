import { ProviderError } from '../../errors.ts';
import { REWRITE_MAX_LENGTH } from './rewrite-instruction.ts';

/**
 * What a text model wrote, as a prompt: without thoughts, wrapping quotation marks, a heading or control characters,
 * and cut at a sentence or word to the length allowed. @throws ProviderError when nothing is left
 */
export function rewrittenPrompt(text: unknown, vendor: string): string {
  if (typeof text !== 'string') throw unusableText(vendor);
  const plain = text
    .normalize('NFC')
    .replace(/^[\s\S]*<\/think(?:ing)?>/i, '')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()
    .replace(/^(?:\*\*)?(?:(?:enhanced|improved|rewritten|image)\s+)?prompt:(?:\*\*)?\s*/i, '')
    // Quotation marks of several languages.
    .replace(/^["\u201c\u201e\u00ab'](.*)["\u201d\u201c\u00bb']$/s, '$1')
    .trim();
  if (plain === '') throw unusableText(vendor);
  return shortened(plain);
}

export function unusableText(vendor: string): ProviderError {
  return new ProviderError('PROVIDER_DOWN', `${vendor} answered without a usable text. Try again.`, {
    billed: 'unknown',
    retryable: true,
  });
}

function shortened(text: string): string {
  if (text.length <= REWRITE_MAX_LENGTH) return text;
  const cut = text.slice(0, REWRITE_MAX_LENGTH);
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'), cut.lastIndexOf('! '));
  if (sentence > REWRITE_MAX_LENGTH / 2) return cut.slice(0, sentence + 1);
  const word = cut.lastIndexOf(' ');
  // A lone half of a surrogate pair is no character.
  return (word > REWRITE_MAX_LENGTH / 2 ? cut.slice(0, word) : cut).replace(/[\ud800-\udbff]$/, '').trimEnd();
}
