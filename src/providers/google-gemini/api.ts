import type { ProviderError } from '../../errors.ts';
import { type AnyText, isAnyText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { googleEvidence } from '../shared/google-api.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { providerError } from '../shared/vendor-error.ts';

export const LABEL = safeText`Google Gemini`;

/** `finishReason`s of a picture that is withheld (Gemini API document). */
const WITHHELD = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]);

/** US dollars per million tokens of Nano Banana 2.1 (third party: BerriAI/litellm discussion 44983). */
const PER_MILLION = { textIn: 1.5, textOut: 7.5, imageOut: 30 };
const PRICED = 'gemini-nano-banana-2.1';

/** The parts of the first candidate, thoughts left out. */
function answerParts(reply: Record<string, unknown>): Record<string, unknown>[] {
  const content = asRecord(firstCandidate(reply)?.content);
  const parts = Array.isArray(content?.parts) ? content.parts : [];
  return parts.flatMap((part) => {
    const known = asRecord(part);
    return known === undefined || known.thought === true ? [] : [known];
  });
}

/**
 * The finished pictures in base64, the one to keep first. Drafts come before it and are marked as thoughts; where every
 * picture is, the last one was paid for all the same (Lixpi#135).
 */
export function answerPictures(reply: Record<string, unknown>): AnyText[] {
  const content = asRecord(firstCandidate(reply)?.content);
  const parts = (Array.isArray(content?.parts) ? content.parts : []).map((part) => asRecord(part));
  const data = (part: Record<string, unknown> | undefined) => {
    const { data: found, mimeType } = asRecord(part?.inlineData) ?? {};
    const isOther = typeof mimeType === 'string' && !mimeType.startsWith('image/');
    return isAnyText(found) && found !== '' && !isOther ? found : undefined;
  };
  const pictures = parts.filter((part) => data(part) !== undefined);
  const finished = pictures.filter((part) => part?.thought !== true);
  return (finished.length > 0 ? finished : pictures.slice(-1))
    .map(data)
    .filter((found) => found !== undefined)
    .reverse();
}

/** The text of the reply; empty when there is none. */
export function answerText(reply: Record<string, unknown>): string {
  return answerParts(reply)
    .map((part) => (typeof part.text === 'string' ? part.text : ''))
    .join('');
}

/** Why a 200 holds no picture: refusals come with that status too. */
export function refusal(reply: Record<string, unknown>, key: string | undefined): ProviderError {
  const facts = { vendor: LABEL, secrets: [key] };
  const feedback = asRecord(reply.promptFeedback);
  if (typeof feedback?.blockReason === 'string') {
    const detail = textOf(feedback.blockReasonMessage) ?? reasonInWords(feedback.blockReason);
    // "Candidates blocked due to unsafe image generation content" (Gemini API document).
    const code = feedback.blockReason === 'IMAGE_SAFETY' ? 'IMAGE_REFUSED' : 'PROMPT_REFUSED';
    // "the terms which are included from the terminology blocklist"; the other reasons may be those of a picture.
    const namesPrompt = feedback.blockReason === 'BLOCKLIST';
    return providerError({ ...facts, code, detail, namesPrompt });
  }
  const candidate = firstCandidate(reply);
  const reason = textOf(candidate?.finishReason) ?? '';
  const costUsd = costOfUsage(reply);
  // Tokens that were counted are charged, whatever came of them.
  const charged = costUsd === undefined ? {} : ({ costUsd, billed: 'yes' } as const);
  if (WITHHELD.has(reason)) {
    const detail = textOf(candidate?.finishMessage) ?? reasonInWords(reason);
    return providerError({ ...facts, code: 'IMAGE_REFUSED', detail, ...charged });
  }
  if (reply.error !== undefined)
    return noPicture({ ...facts, reply: onlyBody(reply), evidence: googleEvidence, costUsd });
  const detail = [textOf(candidate?.finishMessage), answerText(reply), reasonOf(reason)].find(Boolean);
  return providerError({ ...facts, code: 'INVALID_IMAGE', detail, ...charged });
}

/** The cost by the tokens that the reply counts; `undefined` where it or the price list does not say. */
export function costOfUsage(
  reply: Record<string, unknown>,
  model = textOf(reply.modelVersion),
): number | undefined {
  const usage = asRecord(reply.usageMetadata);
  const input = usage?.promptTokenCount;
  const output = usage?.candidatesTokenCount;
  const details = usage?.candidatesTokensDetails;
  if (model !== PRICED || !isCount(input) || !isCount(output) || !Array.isArray(details)) return undefined;
  const image = details.map(asRecord).find((detail) => detail?.modality === 'IMAGE')?.tokenCount;
  if (!isCount(image)) return undefined;
  const thoughts = isCount(usage?.thoughtsTokenCount) ? usage.thoughtsTokenCount : 0;
  const textOut = Math.max(0, output - image) + thoughts;
  const microDollars =
    input * PER_MILLION.textIn + image * PER_MILLION.imageOut + textOut * PER_MILLION.textOut;
  return microDollars / 1_000_000;
}

function firstCandidate(reply: Record<string, unknown>): Record<string, unknown> | undefined {
  return Array.isArray(reply.candidates) ? asRecord(reply.candidates[0]) : undefined;
}

/** Why the model stopped; `STOP` says nothing. */
const reasonOf = (reason: string) => (reason === 'STOP' ? '' : reasonInWords(reason));

/** `PROHIBITED_CONTENT` as people write it. */
function reasonInWords(reason: string): string {
  return reason.toLowerCase().replaceAll('_', ' ');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
