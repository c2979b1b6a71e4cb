import { readOpenRouterList } from '../config/openrouter-list.ts';
import type { Slot } from '../config/slot.ts';
import type { KnownModels } from '../contract/index.ts';
import { sendRequest } from '../lib/http-client.ts';
import { isPrivateHost } from '../lib/safe-url.ts';
import { hostOf } from '../lib/same-host.ts';

const OPENROUTER = 'https://openrouter.ai/api/v1';
/** For all of it: a pass of the sweeper must not run into its own timeout. */
const LIST_TIMEOUT_MS = 30_000;
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** OpenRouter's own list, or that of the server that stands in for it. The list is open: no key is sent. */
export async function readList(
  slots: readonly Slot[],
  privateHosts: readonly string[],
): Promise<KnownModels | undefined> {
  const [first] = slots;
  if (first === undefined) return {};
  const base = first.settings.baseUrl ?? OPENROUTER;
  const host = hostOf(new URL(base));
  if (isPrivateHost(host) && !privateHosts.includes(host)) return undefined;
  const models = slots.map(({ model }) => model);
  const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
  return readOpenRouterList(base, models, async (url) => {
    const reply = await sendRequest(fetch, { method: 'GET', url, signal, maxBytes: MAX_LIST_BYTES });
    return reply.status === 200 ? reply.json : undefined;
  });
}
