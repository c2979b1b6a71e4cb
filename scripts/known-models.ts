import { readOpenRouterList } from '../src/config/openrouter-list.ts';
import type { Slot } from '../src/config/slot.ts';
import { isUnlisted } from '../src/config/unlisted-models.ts';
import type { KnownModels } from '../src/contract/index.ts';

const OPENROUTER = 'https://openrouter.ai/api/v1';
const TIMEOUT_MS = 20_000;

/** What OpenRouter's list says of models without a row, before anything is deployed: no key is sent, it costs nothing. */
export async function askForKnownModels(slots: readonly Slot[]): Promise<KnownModels> {
  const unlisted = slots.filter(isUnlisted);
  const [first] = unlisted;
  if (first === undefined || process.env.PIXEL_PROMPT_OFFLINE) return {};
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const known = await readOpenRouterList(
    first.settings.baseUrl ?? OPENROUTER,
    unlisted.map(({ model }) => model),
    async (url) => {
      try {
        const reply = await fetch(url, { redirect: 'error', signal });
        return reply.ok ? await reply.json() : undefined;
      } catch {
        return undefined;
      }
    },
  );
  return known ?? {};
}
