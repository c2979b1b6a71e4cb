import { ProviderError } from '../../errors.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';

export const LABEL = safeText`The image server`;

/** `--api-auth user:password` of the server; none by default. */
export function basicAuth(key: string | undefined): Record<string, string> {
  const text = (key ?? '').trim();
  return text === '' ? {} : { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

/** What the server does not have is a 404, as is an address at which there is nothing (modules/api/api.py). */
export function missingEvidence({ detail }: Readonly<Record<string, unknown>>): Evidence | undefined {
  const isSetting = typeof detail === 'string' && /^(?:sampler|script\b.*) not found$/i.test(detail);
  return isSetting ? { code: 'BAD_PARAMETER' } : undefined;
}

/** @throws ProviderError BAD_PARAMETER if no address is configured */
export function sdapiBase(baseUrl: string | undefined): string {
  if (baseUrl !== undefined) return baseUrl.replace(/\/sdapi(?:\/v1)?$/, '');
  throw new ProviderError(
    'BAD_PARAMETER',
    safeText`This model has no server. The owner of this site has to set its baseUrl in ModelOverrides.`,
    { billed: 'no', retryable: false },
  );
}
