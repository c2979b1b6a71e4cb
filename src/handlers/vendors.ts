import { bedrockClient } from '../aws/bedrock-client.ts';
import type { SlotKeys } from '../config/keys.ts';
import type { Slot } from '../config/slot.ts';
import { ConfigurationError, ProviderError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { ownersText, safeText } from '../lib/safe-text.ts';
import type { ImageModel, ImageProvider, ProviderTools } from '../providers/types.ts';

/** What providers use of the world in a Lambda. */
export const providerTools: ProviderTools = {
  fetch,
  clock: systemClock,
  bedrock: bedrockClient,
};

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

/** The model that draws for a slot, with its key. @throws ProviderError BAD_KEY */
export async function createModel(
  providers: Readonly<Record<string, ImageProvider>>,
  slot: Slot,
  keys: SlotKeys,
): Promise<ImageModel> {
  const provider = providers[slot.provider];
  if (provider === undefined) throw new ConfigurationError([`There is no vendor "${slot.provider}".`]);
  return provider.createImageModel({ ...slot.settings, key: await keyFor(slot, keys) }, providerTools);
}
