import type { Clock } from '../../lib/clock.ts';
import type { Clients } from './clients.ts';
import { actionQuotas } from './quotas.ts';
import { failClosed, type RateLimiter } from './rate-limiter.ts';

export interface CountActionTools {
  clients: Pick<Clients, 'identify'>;
  rateLimiter: RateLimiter;
  clock: Pick<Clock, 'now'>;
  newId: () => string;
}

/**
 * Counts what somebody does to a run that exists, before it is looked at: guessing keys counts, too.
 * @param owner the person who does it, where people sign in
 * @throws RequestError RATE_LIMITED; DISPATCH_FAILED if the counters are unavailable
 */
export async function countAction(
  { clients, rateLimiter, clock, newId }: CountActionTools,
  address: string,
  owner?: string,
): Promise<void> {
  const now = clock.now();
  const client = await failClosed(clients.identify(address, now));
  const admitted = await rateLimiter.admit(actionQuotas({ ...client, person: owner }, now), newId(), now);
  await admitted.confirm();
}
