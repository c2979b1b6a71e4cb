import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import type { PollState } from '../shared/poll.ts';
import { messageOf, providerError } from '../shared/vendor-error.ts';
import { LABEL } from './api.ts';

/** A task may be unknown for a moment on the host that is to answer for it. */
const PATIENCE_WITH_UNKNOWN_TASK = 5;

/** Reads replies about one task, one after the other; done is the address of the picture. */
export function taskReader(key: string | undefined): (reply: HttpReply) => PollState<string> {
  let unknownTask = 0;
  return (reply) => {
    const body = asRecord(reply.json);
    const status = typeof body?.status === 'string' ? body.status : undefined;
    if (status === undefined) return { state: 'none' };
    if (status === 'Task not found') unknownTask += 1;
    const failure = failureOf(status, body, unknownTask, key);
    if (failure !== undefined) throw failure;
    // Pending, Reasoning, Generating and whatever they think of next: not done yet.
    return status === 'Ready' ? { state: 'done', value: sampleOf(body) } : { state: 'waiting' };
  };
}

/** Statuses by Black Forest Labs' document; whether a moderated task is billed is not documented. */
function failureOf(
  status: string,
  body: Record<string, unknown> | undefined,
  unknownTask: number,
  key: string | undefined,
): ProviderError | undefined {
  const facts = { vendor: LABEL, secrets: [key], billed: 'unknown' } as const;
  if (status === 'Request Moderated') {
    return providerError({ ...facts, code: 'PROMPT_REFUSED', detail: moderationReasons(body) });
  }
  if (status === 'Content Moderated') {
    return providerError({ ...facts, code: 'IMAGE_REFUSED', detail: moderationReasons(body) });
  }
  if (status === 'Error') return providerError({ ...facts, code: 'PROVIDER_DOWN', detail: errorWords(body) });
  if (unknownTask >= PATIENCE_WITH_UNKNOWN_TASK) {
    return providerError({ ...facts, code: 'OUTCOME_UNKNOWN', detail: 'Task not found' });
  }
  return undefined;
}

/** `{"details": {"Moderation Reasons": ["Derivative Works Filter"]}}` */
function moderationReasons(body: Record<string, unknown> | undefined): string {
  const lists = Object.values(asRecord(body?.details) ?? {}).flat();
  return lists.filter((reason) => typeof reason === 'string').join(', ');
}

function errorWords(body: Record<string, unknown> | undefined): string | undefined {
  return messageOf(body?.details) ?? messageOf(body?.result) ?? messageOf(body);
}

function sampleOf(body: Record<string, unknown> | undefined): string {
  const sample = asRecord(body?.result)?.sample;
  if (typeof sample === 'string') return sample;
  throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE' });
}
