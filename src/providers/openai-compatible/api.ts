import { ProviderError } from '../../errors.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ModelSettings } from '../types.ts';
import type { Dialect } from './dialects.ts';

/** Ticks in one US dollar (xAI, "Cost tracking"). */
const TICKS_PER_DOLLAR = 10_000_000_000;

/** xAI's `usage.cost_in_usd_ticks`; `undefined` for all other servers. */
export function reportedCost(reply: Readonly<Record<string, unknown>>): number | undefined {
  const ticks = asRecord(reply.usage)?.cost_in_usd_ticks;
  return typeof ticks === 'number' && ticks >= 0 ? ticks / TICKS_PER_DOLLAR : undefined;
}

/** The address of this slot's server. @throws ProviderError BAD_PARAMETER if none is configured */
export function compatibleBase(settings: ModelSettings, dialect: Dialect): string {
  const baseUrl = settings.baseUrl ?? dialect.baseUrl;
  if (baseUrl !== undefined) return versionedBase(baseUrl);
  throw new ProviderError(
    'BAD_PARAMETER',
    safeText`This model has no server. The owner of this site has to set its baseUrl in ModelOverrides.`,
    { billed: 'no', retryable: false },
  );
}
