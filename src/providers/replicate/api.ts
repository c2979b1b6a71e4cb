import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { type Evidence, evidenceOf } from '../shared/evidence.ts';
import { messageOf } from '../shared/message.ts';
import type { PollState } from '../shared/poll.ts';
import { afterCreation } from '../shared/task.ts';
import { endOf, taskFailure } from '../shared/task-status.ts';
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
    const end = endOf(body.status);
    if (end === 'done') return { state: 'done', value: body };
    if (end === undefined) return { state: 'waiting' };
    throw end === 'cancelled'
      ? taskFailure(end, { vendor: LABEL, detail: messageOf(body), secrets: [key] })
      : failureOf(body, reply, key);
  };
}

/** Models refuse in words of their own, such as "flagged as sensitive (E005)"; whether that is billed is up to the model. */
function failureOf(body: Record<string, unknown>, reply: HttpReply, key: string | undefined): ProviderError {
  const words = messageOf({ error: body.error }) ?? '';
  const { code, sentence } = OWN_WORDS.find(([pattern]) => pattern.test(words))?.[1] ??
    evidenceOf({ ...reply, json: {} }, words) ?? { code: 'PROVIDER_DOWN' };
  return afterCreation(providerError({ vendor: LABEL, code, sentence, detail: words, secrets: [key] }));
}
