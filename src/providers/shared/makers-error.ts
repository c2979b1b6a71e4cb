import { asRecord } from '../../lib/record.ts';

/**
 * What the maker said where a reseller passes it on as text; `undefined` where it does not:
 * `{"error": {"message": "Provider returned error", "metadata": {"raw": "{\"error\": …}"}}}` of OpenRouter.
 */
export function makersError(body: unknown): unknown {
  const raw = asRecord(asRecord(asRecord(body)?.error)?.metadata)?.raw;
  if (typeof raw !== 'string' || raw.trim() === '') return undefined;
  try {
    const told: unknown = JSON.parse(raw);
    return asRecord(told) === undefined ? { message: raw } : told;
  } catch {
    return { message: raw };
  }
}
