import { addressHash } from '../../lib/address.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Client, type EnhanceLimits, enhanceCharges, type RunLimits, runCharges } from './charges.ts';
import type { Admitted, Gate } from './gate.ts';

/** Who asks, for limits and records. */
export function clientOf(addressHashKey: string, address: string): Client {
  return { address, hash: addressHash(addressHashKey, address) };
}

export interface EnhanceAdmissionTools {
  gate: Gate;
  limits: EnhanceLimits;
  addressHashKey: string;
  clock: Clock;
}

/**
 * Charges one rewritten prompt to the address and to everybody, apart from runs.
 * @throws RequestError RATE_LIMITED, DISPATCH_FAILED
 */
export function admitEnhance({ gate, limits, addressHashKey, clock }: EnhanceAdmissionTools) {
  return async (address: string): Promise<Admitted> => {
    const now = clock.now();
    const charges = enhanceCharges(limits, clientOf(addressHashKey, address), now);
    const refusal = gate.knownRefusal(charges, now);
    if (refusal) throw refusal;
    return gate.admit(charges, now);
  };
}

export interface RunAdmissionTools {
  gate: Gate;
  limits: RunLimits;
}

/** The charges of one run, bound to the moment at which it was made. */
export function runAdmission({ gate, limits }: RunAdmissionTools) {
  return (client: Client, now: number, reservedUsd: number) => {
    const charges = runCharges(limits, client, now, reservedUsd);
    return { knownRefusal: () => gate.knownRefusal(charges, now), admit: () => gate.admit(charges, now) };
  };
}
