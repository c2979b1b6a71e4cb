import { namesOfVendor, vendorOf } from '../catalog/lookup.ts';
import type { Slot } from './slot.ts';

/** What decides whose key a slot may use. */
export type KeyedSlot = Pick<Slot, 'number' | 'provider' | 'providerLabel' | 'settings'>;

/** Names under which `VendorKeys` may have a key for a slot; none where it asks a server of the owner's. */
export function vendorNamesOf({ provider, providerLabel, settings }: KeyedSlot): string[] {
  const vendor = vendorOf(provider);
  return vendor === undefined || settings.baseUrl !== undefined ? [] : namesOfVendor(vendor, providerLabel);
}

/**
 * Slots whose key a slot may use, the first that has one: its own, then those of the same vendor and server. A key
 * never goes to another server than the one it was given for.
 */
export function keySlotsOf(slot: KeyedSlot, slots: readonly KeyedSlot[]): [number, ...number[]] {
  const server = serverOf(slot);
  const others = slots.filter((other) => other.number !== slot.number && serverOf(other) === server);
  return [slot.number, ...others.map(({ number }) => number)];
}

/** Who gets the key: the vendor's own service, or the server at `baseUrl`. */
function serverOf({ provider, providerLabel, settings }: KeyedSlot): string {
  const { baseUrl, fixed } = settings;
  const server = baseUrl === undefined ? '' : new URL(baseUrl).origin;
  return JSON.stringify([provider, providerLabel, fixed.dialect ?? '', server]);
}
