import { safeText } from '../../lib/safe-text.ts';
export const LABEL = safeText`Recraft`;
export const BASE_URL = 'https://external.api.recraft.ai/v1';

/** Units in one US dollar (Recraft API docs, "Pricing"). */
const CREDITS_PER_DOLLAR = 1000;

/** `credits` of a reply in US dollars. */
export function costOfCredits(credits: unknown): number | undefined {
  return typeof credits === 'number' && credits >= 0 ? credits / CREDITS_PER_DOLLAR : undefined;
}
