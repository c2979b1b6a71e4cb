import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { messageOf } from '../shared/message.ts';
import { moderationError } from '../shared/moderation.ts';
import type { PollState } from '../shared/poll.ts';
import { endOf, taskFailure } from '../shared/task-status.ts';
import { providerError } from '../shared/vendor-error.ts';
import { costOf, LABEL } from './api.ts';

/** A task may be unknown for a moment on the host that is to answer for it. */
const PATIENCE_WITH_UNKNOWN_TASK = 5;

export interface EndedTask {
  /** With the address of the picture. */
  result: unknown;
  costUsd: number | undefined;
}

/** Reads replies about one task, one after the other. */
export function taskReader(key: string | undefined): (reply: HttpReply) => PollState<EndedTask> {
  let unknownTask = 0;
  return (reply) => {
    const body = asRecord(reply.json);
    // `state` in some proxies (vercel/ai, black-forest-labs tests).
    const status = [body?.status, body?.state].find((word) => typeof word === 'string');
    if (status === undefined) return { state: 'none' };
    if (status === 'Task not found') unknownTask += 1;
    const failure = failureOf(status, body, unknownTask, key);
    if (failure !== undefined) throw failure;
    // Pending, Reasoning, Generating and any state added later: not done yet.
    if (endOf(status) !== 'done') return { state: 'waiting' };
    return { state: 'done', value: { result: body?.result, costUsd: costOf(body) } };
  };
}

/** Statuses by Black Forest Labs' document; a moderated task is billed if it says what it cost. */
function failureOf(
  status: string,
  body: Record<string, unknown> | undefined,
  unknownTask: number,
  key: string | undefined,
): ProviderError | undefined {
  const facts = { vendor: LABEL, secrets: [key], billed: 'unknown' } as const;
  const moderated = moderationError(body, LABEL, [key], costOf(body));
  if (moderated !== undefined) return moderated;
  // `Failed` is final to other clients, though the document does not list it.
  const end = endOf(status);
  if (end === 'failed' || end === 'cancelled')
    return taskFailure(end, { ...facts, detail: errorWords(body) });
  if (unknownTask >= PATIENCE_WITH_UNKNOWN_TASK) {
    return providerError({ ...facts, code: 'OUTCOME_UNKNOWN', detail: 'Task not found' });
  }
  return undefined;
}

function errorWords(body: Record<string, unknown> | undefined): string | undefined {
  return messageOf(body?.details) ?? messageOf(body?.result) ?? messageOf(body);
}
