import { safeText } from '../../lib/safe-text.ts';
import { versionedBase } from '../shared/server-address.ts';
import { createTask, taskAddress } from '../shared/task.ts';
import type { CallContext, ModelSettings, ProviderTools } from '../types.ts';

export const LABEL = safeText`Black Forest Labs`;
const BASE_URL = 'https://api.bfl.ai';
/** Polling addresses are on hosts of it, such as api.us1.bfl.ai. */
const DOMAIN = 'bfl.ai';

/** Credits in one US dollar (BFL pricing). */
const CREDITS_PER_DOLLAR = 100;

/** `cost` of a reply in US dollars: expected of a task that was taken, settled of one that has ended. */
export function costOf(body: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const cost = body?.cost;
  return typeof cost === 'number' && cost >= 0 ? cost / CREDITS_PER_DOLLAR : undefined;
}

/** What the vendor took on: what it says of it, where to ask for it, and what it costs. */
export interface Task {
  body: Readonly<Record<string, unknown>>;
  /** Only of a task that is not done at once, as it is behind some proxies. @throws ProviderError */
  pollingUrl: () => string;
  costUsd: number | undefined;
}

/** Hands in a request, once. A bad key is 403 here, which the usual reading of the status covers. @throws ProviderError */
export async function startTask(
  json: Readonly<Record<string, unknown>>,
  { model, key, baseUrl }: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<Task> {
  const body = await createTask({
    vendor: LABEL,
    url: `${versionedBase(baseUrl ?? BASE_URL)}/${encodeURIComponent(model)}`,
    headers: { 'x-key': key ?? '' },
    json,
    key,
    isTask: ({ id }) => id !== undefined,
    tools,
    context,
  });
  const costUsd = costOf(body);
  const server = { vendor: LABEL, domain: DOMAIN, baseUrl, costUsd };
  return { body, pollingUrl: () => taskAddress(body.polling_url, server), costUsd };
}
