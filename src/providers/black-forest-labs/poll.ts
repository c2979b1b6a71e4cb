import type { ProviderError } from '../../errors.ts';
import { HttpFailure, type HttpReply, sendRequest } from '../../lib/http-client.ts';
import { retryAfterMs } from '../../lib/retry-after.ts';
import { record } from '../shared/record.ts';
import { messageOf, providerError } from '../shared/vendor-error.ts';
import type { CallContext, ProviderTools } from '../types.ts';
import { LABEL } from './api.ts';

const FIRST_WAIT_MS = 1000;
const WAIT_MS = 1500;
const LONGEST_WAIT_MS = 10_000;

/** A task may be unknown for a moment on the host that is to answer for it. */
const PATIENCE_WITH_UNKNOWN_TASK = 5;

export interface PollOptions {
  pollingUrl: string;
  key: string | undefined;
  tools: ProviderTools;
  context: CallContext;
}

/**
 * Asks for the result until it is there; asking costs nothing, so network faults and outages are waited out.
 * @returns the address of the picture
 * @throws ProviderError; TIMEOUT when the signal ends it
 */
export async function waitForPicture({ pollingUrl, key, tools, context }: PollOptions): Promise<string> {
  const { signal } = context;
  let waitMs = FIRST_WAIT_MS;
  let unknownTask = 0;
  for (;;) {
    await tools.clock.sleep(waitMs, signal).catch(() => {
      throw providerError({ vendor: LABEL, code: 'TIMEOUT' });
    });
    waitMs = WAIT_MS;
    const reply = await ask(pollingUrl, key, tools, signal);
    if (reply === undefined) continue;
    const body = record(reply.json);
    const status = typeof body?.status === 'string' ? body.status : undefined;
    if (status === undefined) {
      waitMs = waitAfter(reply, tools.clock.now(), key);
      continue;
    }
    if (status === 'Task not found') unknownTask += 1;
    const failure = failureOf(status, body, unknownTask, key);
    if (failure !== undefined) throw failure;
    // Pending, Reasoning, Generating and whatever they think of next: not done yet.
    if (status === 'Ready') return sampleOf(body);
  }
}

/** One question; `undefined` when the network swallowed it. */
async function ask(
  url: string,
  key: string | undefined,
  tools: ProviderTools,
  signal: AbortSignal,
): Promise<HttpReply | undefined> {
  try {
    return await sendRequest(tools.fetch, { method: 'GET', url, headers: { 'x-key': key ?? '' }, signal });
  } catch (error) {
    if (signal.aborted) throw providerError({ vendor: LABEL, code: 'TIMEOUT' });
    if (error instanceof HttpFailure && error.kind !== 'too-large') return undefined;
    throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE' });
  }
}

/** An answer without a status: wait out what may pass. @throws ProviderError for what will not */
function waitAfter(reply: HttpReply, now: number, key: string | undefined): number {
  if (reply.status === 408 || reply.status === 429 || reply.status >= 500) {
    return Math.min(retryAfterMs(reply.headers, reply.json, now) ?? 2 * WAIT_MS, LONGEST_WAIT_MS);
  }
  const code = reply.status === 200 ? 'INVALID_IMAGE' : 'OUTCOME_UNKNOWN';
  throw providerError({ vendor: LABEL, code, detail: messageOf(reply.json), secrets: [key] });
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
  const lists = Object.values(record(body?.details) ?? {}).flat();
  return lists.filter((reason) => typeof reason === 'string').join(', ');
}

function errorWords(body: Record<string, unknown> | undefined): string | undefined {
  return messageOf(body?.details) ?? messageOf(body?.result) ?? messageOf(body);
}

function sampleOf(body: Record<string, unknown> | undefined): string {
  const sample = record(body?.result)?.sample;
  if (typeof sample === 'string') return sample;
  throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE' });
}
