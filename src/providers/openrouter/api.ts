import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';

export const LABEL = safeText`OpenRouter`;
export const BASE_URL = 'https://openrouter.ai/api/v1';

/** `usage.cost`, in US dollars. */
export function reportedCost(reply: Readonly<Record<string, unknown>>): number | undefined {
  const cost = asRecord(reply.usage)?.cost;
  return typeof cost === 'number' && cost >= 0 ? cost : undefined;
}

/**
 * A 403 with `metadata.reasons` is a refusal (OpenRouter, "Errors": moderation metadata), any other 403 is not;
 * `flagged_input` is the part of the text that was flagged.
 */
export function moderationEvidence(body: Readonly<Record<string, unknown>>): Evidence | undefined {
  const metadata = asRecord(asRecord(body.error)?.metadata);
  const namesPrompt = typeof metadata?.flagged_input === 'string';
  return namesPrompt || Array.isArray(metadata?.reasons)
    ? { code: 'PROMPT_REFUSED', namesPrompt }
    : undefined;
}
