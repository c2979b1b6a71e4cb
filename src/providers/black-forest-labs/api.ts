import { ProviderError } from '../../errors.ts';
import { type HttpReply, sendRequest } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { mayHaveKey, versionedBase } from '../shared/server-address.ts';
import { providerError, statusError, transportError } from '../shared/vendor-error.ts';
import type { CallContext, ModelSettings, ProviderTools } from '../types.ts';

export const LABEL = safeText`Black Forest Labs`;
const BASE_URL = 'https://api.bfl.ai';
/** Polling addresses are on hosts of it, such as api.us1.bfl.ai. */
const DOMAIN = 'bfl.ai';

/** Credits in one US dollar (BFL pricing). */
const CREDITS_PER_DOLLAR = 100;

/** What the vendor took on: where to ask for it, and what it costs. */
export interface Task {
  pollingUrl: string;
  costUsd: number | undefined;
}

/**
 * Hands in a request, once: a 5xx may have been billed, so not even a 503 is repeated. @throws ProviderError
 */
export async function startTask(
  json: Readonly<Record<string, unknown>>,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<Task> {
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url: `${versionedBase(settings.baseUrl ?? BASE_URL)}/${encodeURIComponent(settings.model)}`,
    headers: { 'x-key': settings.key ?? '' },
    body: { json },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, LABEL);
  });
  // A bad key is 403 here; the usual reading of the status covers it.
  if (reply.status !== 200) {
    throw statusError({ vendor: LABEL, reply, now: tools.clock.now(), secrets: [settings.key] });
  }
  return taskOf(reply, settings.baseUrl);
}

function taskOf(reply: HttpReply, baseUrl: string | undefined): Task {
  const body = asRecord(reply.json);
  const costUsd =
    typeof body?.cost === 'number' && body.cost >= 0 ? body.cost / CREDITS_PER_DOLLAR : undefined;
  if (typeof body?.polling_url !== 'string') {
    throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE', costUsd });
  }
  if (!mayHaveKey(body.polling_url, DOMAIN, baseUrl)) {
    throw new ProviderError(
      'INVALID_IMAGE',
      safeText`${LABEL} took the request but named an address outside of its own for the picture, which was not opened.`,
      { billed: 'unknown', retryable: false },
    );
  }
  return { pollingUrl: body.polling_url, costUsd };
}
