import type { ProviderError } from '../../errors.ts';
import { asRecord } from '../../lib/record.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import { providerError } from './vendor-error.ts';

/**
 * Refusals by `status`, as Black Forest Labs and its models on other services report them; without a cost, whether one is
 * billed is not known. `Request Moderated` may be about the prompt or about a picture, `Content Moderated` is about what was
 * drawn:
 * `{"status": "Request Moderated", "details": {"Moderation Reasons": ["Derivative Works Filter"]}}`.
 */
export function moderationError(
  body: Record<string, unknown> | undefined,
  vendor: SafeText,
  secrets: readonly (string | undefined)[],
  costUsd?: number,
): ProviderError | undefined {
  const status = body?.status;
  if (status !== 'Request Moderated' && status !== 'Content Moderated') return undefined;
  const reasons = Object.values(asRecord(body?.details) ?? {}).flat();
  return providerError({
    vendor,
    code: status === 'Request Moderated' ? 'PROMPT_REFUSED' : 'IMAGE_REFUSED',
    billed: costUsd === undefined ? 'unknown' : costUsd > 0 ? 'yes' : 'no',
    costUsd,
    detail: reasons.filter((reason) => typeof reason === 'string').join(', '),
    secrets,
  });
}
