import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';

export const LABEL = safeText`OpenRouter`;
export const BASE_URL = 'https://openrouter.ai/api/v1';

/**
 * `usage.cost`, in US dollars. With a maker's key of one's own (`is_byok`) that is OpenRouter's fee alone, and what the maker
 * charges is `cost_details.upstream_inference_cost`; without one that repeats the cost (OpenRouter, "Usage Accounting").
 */
export function reportedCost(reply: Readonly<Record<string, unknown>>): number | undefined {
  const usage = asRecord(reply.usage);
  const cost = amount(usage?.cost);
  if (usage?.is_byok !== true) return cost;
  const upstream = amount(asRecord(usage.cost_details)?.upstream_inference_cost);
  // Without it, the price of the catalog is nearer to the truth than a fee.
  return upstream === undefined ? undefined : upstream + (cost ?? 0);
}

const amount = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : undefined);

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
