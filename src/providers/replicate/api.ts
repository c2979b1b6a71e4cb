import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { type Evidence, evidenceOf } from '../shared/evidence.ts';
import type { PollState } from '../shared/poll.ts';
import { afterCreation } from '../shared/task.ts';
import { providerError } from '../shared/vendor-error.ts';

export const LABEL = safeText`Replicate`;
export const BASE_URL = 'https://api.replicate.com/v1';
export const DOMAIN = 'replicate.com';

/** FLUX's checker reads the picture; inputs are read before the model runs (pollinations/pollinations#10801). */
const OWN_WORDS: readonly (readonly [RegExp, Evidence])[] = [
  [/^nsfw content detected/i, { code: 'IMAGE_REFUSED' }],
  [/^input validation error/i, { code: 'BAD_PARAMETER' }],
];

/** Reads a prediction: `starting`, `processing`, `succeeded`, `failed`, `canceled`, `aborted` (Replicate HTTP API). */
export function predictionReader(key: string | undefined) {
  return (reply: HttpReply): PollState<Record<string, unknown>> => {
    const body = asRecord(reply.json);
    // A problem document has its HTTP status there.
    if (body === undefined || typeof body.status !== 'string') return { state: 'none' };
    if (body.status === 'succeeded') return { state: 'done', value: body };
    if (['failed', 'canceled', 'aborted'].includes(body.status)) throw failureOf(body, reply, key);
    return { state: 'waiting' };
  };
}

/** Models refuse in words of their own, such as "flagged as sensitive (E005)"; whether that is billed is up to the model. */
function failureOf(body: Record<string, unknown>, reply: HttpReply, key: string | undefined): ProviderError {
  const words = typeof body.error === 'string' ? body.error : '';
  const { code, sentence } = OWN_WORDS.find(([pattern]) => pattern.test(words))?.[1] ??
    evidenceOf({ ...reply, json: {} }, words) ?? { code: 'PROVIDER_DOWN' };
  return afterCreation(providerError({ vendor: LABEL, code, sentence, detail: words, secrets: [key] }));
}
