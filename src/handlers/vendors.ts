import { bedrockClient } from '../aws/bedrock-client.ts';
import type { SlotKeys } from '../config/keys.ts';
import type { Slot } from '../config/slot.ts';
import { ConfigurationError, ProviderError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { createDownload } from '../lib/download.ts';
import { ownersText, safeText } from '../lib/safe-text.ts';
import { isPrivateHost } from '../lib/safe-url.ts';
import { hostOf } from '../lib/same-host.ts';
import type { ImageModel, ImageProvider, ProviderTools } from '../providers/types.ts';

/** What providers use of the world in a Lambda. */
export const providerTools: ProviderTools = {
  fetch,
  clock: systemClock,
  bedrock: bedrockClient,
};

/** The same beside the local stack, where the owner's own servers may be at private addresses. */
function toolsBeside(privateHosts: readonly string[]): ProviderTools {
  if (privateHosts.length === 0) return providerTools;
  return { ...providerTools, download: createDownload(undefined, privateHosts) };
}

/** @throws ProviderError BAD_PARAMETER where a slot's address is one that is asked from the owner's own machine alone */
export function refusePrivateServer({ name, settings }: Slot, privateHosts: readonly string[]): void {
  if (settings.baseUrl === undefined) return;
  const host = hostOf(new URL(settings.baseUrl));
  if (!isPrivateHost(host) || privateHosts.includes(host)) return;
  throw new ProviderError(
    'BAD_PARAMETER',
    safeText`The server of ${ownersText(name)} is at a private address, which is asked from the owner's own machine only. Nothing was charged.`,
    { billed: 'no', retryable: false },
  );
}

/** The key of a slot. @throws ProviderError BAD_KEY where the vendor needs one and there is none */
export async function keyFor(slot: Slot, keys: SlotKeys): Promise<string | undefined> {
  if (slot.needsKey === 'none') return undefined;
  const key = await keys.keyOf(slot);
  if (key !== undefined || slot.needsKey === 'optional') return key;
  throw new ProviderError(
    'BAD_KEY',
    safeText`No key is configured for ${ownersText(slot.name)}. Nothing was charged.`,
    {
      billed: 'no',
      retryable: false,
    },
  );
}

/** The model that draws for a slot, with its key. @throws ProviderError BAD_KEY, BAD_PARAMETER */
export async function createModel(
  providers: Readonly<Record<string, ImageProvider>>,
  slot: Slot,
  keys: SlotKeys,
  privateHosts: readonly string[] = [],
): Promise<ImageModel> {
  const provider = providers[slot.provider];
  if (provider === undefined) throw new ConfigurationError([`There is no vendor "${slot.provider}".`]);
  refusePrivateServer(slot, privateHosts);
  const key = await keyFor(slot, keys);
  return provider.createImageModel({ ...slot.settings, key }, toolsBeside(privateHosts));
}
