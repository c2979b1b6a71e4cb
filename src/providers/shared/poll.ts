import type { ProviderError } from '../../errors.ts';
import { HttpFailure, type HttpReply, sendRequest } from '../../lib/http-client.ts';
import { retryAfterMs } from '../../lib/retry-after.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import type { CallContext, ProviderTools } from '../types.ts';
import { messageOf } from './message.ts';
import { providerError } from './vendor-error.ts';

const FIRST_WAIT_MS = 1000;
const WAIT_MS = 1500;
const WAIT_AFTER_OUTAGE_MS = 3000;
const LONGEST_WAIT_MS = 10_000;
/** How many replies in a row may be about something other than the task: a single one from a proxy must not lose a paid picture. */
const PATIENCE = 3;

export interface PollOptions<T> {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  url: string;
  /** With the key, so the address must have been checked before. */
  headers: Readonly<Record<string, string>>;
  secrets: readonly (string | undefined)[];
  tools: ProviderTools;
  context: CallContext;
  /** Before the first request, where it is not a second. */
  firstWaitMs?: number;
  /**
   * Reads one reply: `done` with what was waited for, `waiting`, or `none` where the reply is about something else
   * than the task, so that its HTTP status decides. @throws ProviderError when the task has failed
   */
  read: (reply: HttpReply) => PollState<T>;
}

export type PollState<T> = { state: 'done'; value: T } | { state: 'waiting' } | { state: 'none' };

/**
 * Asks for a task until it is done. Asking costs nothing, so network faults and outages are waited out.
 * @throws ProviderError of `read`; TIMEOUT when the signal ends it; OUTCOME_UNKNOWN where the vendor will not say
 */
export async function poll<T>(options: PollOptions<T>): Promise<T> {
  const { context, tools, vendor } = options;
  let waitMs = options.firstWaitMs ?? FIRST_WAIT_MS;
  let strange = 0;
  for (;;) {
    await tools.clock.sleep(waitMs, context.signal).catch(() => {
      throw providerError({ vendor, code: 'TIMEOUT' });
    });
    waitMs = WAIT_MS;
    const reply = await ask(options);
    // The reply was lost.
    if (reply === undefined) continue;
    const told = options.read(reply);
    if (told.state === 'done') return told.value;
    strange = told.state === 'none' && !mayPass(reply) ? strange + 1 : 0;
    if (strange === PATIENCE) throw notTold(reply, options);
    if (told.state === 'none') waitMs = waitAfter(reply, options);
  }
}

async function ask<T>({
  url,
  headers,
  tools,
  context,
  vendor,
}: PollOptions<T>): Promise<HttpReply | undefined> {
  try {
    return await sendRequest(tools.fetch, { method: 'GET', url, headers, signal: context.signal });
  } catch (error) {
    // A timeout too: the next wait ends at once, and says so.
    if (error instanceof HttpFailure && error.kind !== 'too-large') return undefined;
    throw providerError({ vendor, code: 'INVALID_IMAGE' });
  }
}

const mayPass = ({ status }: HttpReply) => status === 408 || status === 429 || status >= 500;

function waitAfter<T>(reply: HttpReply, { tools }: PollOptions<T>): number {
  const asked = retryAfterMs(reply.headers, reply.json, tools.clock.now());
  return Math.min(asked ?? WAIT_AFTER_OUTAGE_MS, LONGEST_WAIT_MS);
}

function notTold<T>(reply: HttpReply, { vendor, secrets }: PollOptions<T>): ProviderError {
  const code = reply.status < 300 ? 'INVALID_IMAGE' : 'OUTCOME_UNKNOWN';
  return providerError({ vendor, code, detail: messageOf(reply.json), secrets });
}
