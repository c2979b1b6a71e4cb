import { randomBytes } from 'node:crypto';
import type { LimitsEnv, ModelsEnv } from '../config/env.ts';
import type { Slot } from '../config/slot.ts';
import { resolveSlots } from '../config/slots.ts';
import { ConfigurationError } from '../errors.ts';
import { addressList, addressListFaults } from '../lib/address.ts';
import type { RunLimits } from '../usecases/limits/quotas.ts';

/** The owner's slots. @throws ConfigurationError that lists every fault */
export function slotsOf(models: ModelsEnv): Slot[] {
  const { slots, faults } = resolveSlots({ ...models, now: Date.now() });
  if (faults.length > 0) throw new ConfigurationError(faults);
  return slots;
}

/** What the addresses of a day are hashed with. */
export const newSalt = () => randomBytes(32).toString('hex');

/** The owner's limits. @throws ConfigurationError if the whitelist contains an invalid address */
export function limitsOf({ whitelist, ...limits }: LimitsEnv): RunLimits {
  const faults = addressListFaults(whitelist);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { ...limits, whitelist: addressList(whitelist) };
}
