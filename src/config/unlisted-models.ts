import { findModelById, vendorOf } from '../catalog/lookup.ts';
import type { KnownModel } from '../contract/index.ts';
import { drawnShapes } from '../contract/shape.ts';
import type { Slot } from './slot.ts';

/** Whether a slot's model was named without a row: what it can do is known from the vendor's list alone. */
export function isUnlisted({ provider, model }: Pick<Slot, 'provider' | 'model'>): boolean {
  return vendorOf(provider)?.unlisted === true && findModelById(provider, model) === undefined;
}

/** The slot with what its vendor says of its model, beneath what the owner says. */
export function withKnown(slot: Slot, known: KnownModel | null | undefined): Slot {
  if (!known || !isUnlisted(slot)) return slot;
  const { settings } = slot;
  // Without a row the owner alone can have said any of these.
  const ownSizes = Object.keys(settings.sizes).length > 0;
  const sizes = ownSizes ? settings.sizes : (known.sizes ?? {});
  const supports = {
    ...slot.supports,
    seed: slot.supports.seed || known.supports?.seed === true,
    ...(slot.supports.aspectRatios.length > 0 ? {} : { aspectRatios: drawnShapes(sizes) }),
  };
  const priceUsd = slot.priceUsd ?? known.priceUsd ?? null;
  return {
    ...slot,
    supports,
    priceUsd,
    settings: {
      ...settings,
      sizes,
      supports,
      // The size of the list belongs to its shapes.
      fixed: ownSizes ? settings.fixed : { ...withoutNulls(known.fixed), ...settings.fixed },
      priceUsd: priceUsd?.high,
    },
  };
}

function withoutNulls(fixed: KnownModel['fixed'] = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(fixed).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}
