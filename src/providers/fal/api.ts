import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';
import { messageOf } from '../shared/message.ts';
import type { PollState } from '../shared/poll.ts';
import { afterCreation } from '../shared/task.ts';
import { endOf, taskFailure } from '../shared/task-status.ts';
import { providerError, statusError } from '../shared/vendor-error.ts';

export const LABEL = safeText`fal.ai`;
export const BASE_URL = 'https://queue.fal.run';
/** Every address of a task is on it (fal.ai, "Inference API"). */
export const DOMAIN = 'fal.run';

/** A result may be a moment late on the host that is to answer for it, or that host may briefly be down. */
const PATIENCE_WITH_RESULT = 3;

export function keyHeader(key: string | undefined): { authorization: string } {
  return { authorization: `Key ${(key ?? '').trim()}` };
}

export const isFalTask = (body: Record<string, unknown>) =>
  body.request_id !== undefined || body.status_url !== undefined;

/**
 * `{"detail": [{"loc": ["body", "prompt"], "msg": …, "type": "content_policy_violation"}]}` (fal.ai, "Errors"): `loc` says
 * of which field, if of one.
 */
export function falEvidence(body: Record<string, unknown> | undefined): Evidence | undefined {
  const details = Array.isArray(body?.detail) ? body.detail : [];
  const types = details.map((item: unknown) => asRecord(item)?.type);
  const refused = details.find((item: unknown) => asRecord(item)?.type === 'content_policy_violation');
  if (refused !== undefined) {
    const place = JSON.stringify(asRecord(refused)?.loc ?? []);
    if (place.includes('image_url')) return { code: 'REFERENCE_REFUSED' };
    return { code: 'PROMPT_REFUSED', namesPrompt: place.includes('prompt') };
  }
  if (types.includes('no_media_generated')) return { code: 'INVALID_IMAGE' };
  return undefined;
}

/**
 * `{"status": "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED"}`; a task that failed is completed too. Other final
 * words are not documented, but a task that has ended in them never changes.
 */
export const statusReader =
  (key: string | undefined) =>
  (reply: HttpReply): PollState<true> => {
    const body = asRecord(reply.json);
    if (typeof body?.status !== 'string') return { state: 'none' };
    const end = endOf(body.status);
    if (end === 'done') return { state: 'done', value: true };
    if (end === undefined) return { state: 'waiting' };
    throw taskFailure(end, { vendor: LABEL, detail: messageOf(body), secrets: [key] });
  };

/** Reads replies at the address of the result, one after the other. */
export function resultReader(key: string | undefined, now: () => number) {
  let absent = 0;
  return (reply: HttpReply): PollState<Record<string, unknown>> => {
    if (reply.status >= 200 && reply.status <= 299) {
      return { state: 'done', value: asRecord(reply.json) ?? {} };
    }
    const mayPass = reply.status >= 500 || [404, 408, 429].includes(reply.status);
    absent += 1;
    // The queue's own failures have no such header: it is the model's last word.
    if (mayPass && absent < PATIENCE_WITH_RESULT && !reply.headers.has('x-fal-error-type')) {
      return reply.status === 404 ? { state: 'waiting' } : { state: 'none' };
    }
    throw afterCreation(falError(reply, key, now()));
  };
}

function falError(reply: HttpReply, key: string | undefined, now: number): ProviderError {
  const evidence = falEvidence(asRecord(reply.json));
  return statusError({ vendor: LABEL, reply, now, evidence, secrets: [key] });
}

/** Where the safety checker is on, what it flags is replaced by a black picture. @throws ProviderError IMAGE_REFUSED */
export function refuseFlagged(body: Record<string, unknown>): void {
  for (const flags of [body.has_nsfw_concepts, body.nsfw_content_detected]) {
    if (flags === true || (Array.isArray(flags) && flags[0] === true)) {
      throw providerError({ vendor: LABEL, code: 'IMAGE_REFUSED' });
    }
  }
}
