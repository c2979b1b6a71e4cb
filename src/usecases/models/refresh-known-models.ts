import type { Slot } from '../../config/slot.ts';
import type { KnownModels } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { KnownModelsStore } from '../../store/known-models-store.ts';

const DAY_MS = 24 * 3600 * 1000;

export interface RefreshTools {
  /** Those whose models have no row in the catalog. */
  slots: readonly Slot[];
  knownModels: KnownModelsStore;
  /** What the vendor's list says of these slots' models; `undefined` if it cannot be read. */
  readList: (slots: readonly Slot[]) => Promise<KnownModels | undefined>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/**
 * Reads the vendor's list once a day, and at once when a slot has a model that was not asked for. What was known stays where
 * the list cannot be read. Never throws: runs do not depend on it.
 */
export async function refreshKnownModels(tools: RefreshTools): Promise<void> {
  const { slots, knownModels, clock, log } = tools;
  if (slots.length === 0) return;
  try {
    const stored = await knownModels.read();
    const isKnown = slots.every(({ model }) => stored?.models[model] !== undefined);
    if (stored !== undefined && isKnown && clock.now() - stored.checkedAtMs < DAY_MS) return;
    const models = await tools.readList(slots);
    if (models === undefined) {
      log.warn('The list of models could not be read', {});
      return;
    }
    await knownModels.write({ checkedAtMs: clock.now(), models });
  } catch (cause) {
    log.error('What is known of models could not be refreshed', { cause });
  }
}
