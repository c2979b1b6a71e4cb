import { dynamoKnownModelsStore } from '../aws/dynamo-known-models-store.ts';
import type { Slot } from '../config/slot.ts';
import { isUnlisted, withKnown } from '../config/unlisted-models.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** How long a container goes on with what it knows, and with knowing nothing. */
const READ_EVERY_MS = 5 * 60_000;
const READ_AGAIN_MS = 5000;

/**
 * A use case of the slots, built anew when more is known of models without a row. Without such models nothing is ever read.
 * The first one is built at once, so that it counts as start-up time.
 */
export function knowing<T>(
  slots: readonly Slot[],
  { table, log }: { table: string; log: Log },
  build: (slots: readonly Slot[]) => T,
): () => Promise<T> {
  let current = build(slots);
  if (!slots.some(isUnlisted)) return async () => current;
  const store = dynamoKnownModelsStore({ table });
  let readNext = Number.NEGATIVE_INFINITY;
  let seen: number | undefined;
  return async () => {
    const now = systemClock.now();
    if (now < readNext) return current;
    try {
      const known = await store.read();
      readNext = now + (known === undefined ? READ_AGAIN_MS : READ_EVERY_MS);
      if (known !== undefined && known.checkedAtMs !== seen) {
        seen = known.checkedAtMs;
        current = build(slots.map((slot) => withKnown(slot, known.models[slot.model])));
      }
    } catch (cause) {
      log.warn('What is known of models could not be read', { cause });
    }
    return current;
  };
}
