import type { ResultErrorCode } from '../../contract/index.ts';
import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { messageOf, statusError } from '../shared/vendor-error.ts';

export const LABEL = 'Recraft';
export const BASE_URL = 'https://external.api.recraft.ai/v1';

/** Units in one US dollar (Recraft API docs, "Pricing"). */
const CREDITS_PER_DOLLAR = 1000;

/** `credits` of an answer in US dollars. */
export function costOfCredits(credits: unknown): number | undefined {
  return typeof credits === 'number' && credits >= 0 ? credits / CREDITS_PER_DOLLAR : undefined;
}

/** Errors come as text or as JSON; those for refusals and credit are not documented, so their words decide. */
export function recraftError(reply: HttpReply, now: number, key: string | undefined): ProviderError {
  const detail = messageOf(reply.json) ?? plainText(reply);
  return statusError({
    vendor: LABEL,
    reply,
    now,
    code: codeOf(reply.status, detail),
    detail,
    secrets: [key],
  });
}

function codeOf(status: number, detail: string): ResultErrorCode | undefined {
  if (status < 400 || status >= 500 || status === 401 || status === 404 || status === 429) return undefined;
  if (/\bcredits?\b|\bunits?\b.*\b(?:enough|left|insufficient)|\binsufficient\b/i.test(detail))
    return 'OUT_OF_CREDIT';
  if (/moderat|nsfw|content polic|inappropriate|prohibited|unsafe/i.test(detail)) return 'PROMPT_REFUSED';
  return undefined;
}

function plainText(reply: HttpReply): string {
  const isMarkup = (reply.headers.get('content-type') ?? '').includes('html') || reply.text.startsWith('<');
  return isMarkup || reply.json !== undefined ? '' : reply.text;
}
