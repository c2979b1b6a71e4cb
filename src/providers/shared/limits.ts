import type { ParameterName } from '../../contract/index.ts';
import { outOfRange, type Warning } from '../../lib/warning.ts';

/** What a vendor accepts for one setting. */
export interface Limits {
  name: ParameterName;
  low: number;
  high: number;
}

/** The nearest value that the vendor accepts, and a warning if it is not the one asked for. */
export function withinLimits(
  asked: number | undefined,
  { name, low, high }: Limits,
): { value: number | undefined; warnings: Warning[] } {
  if (asked === undefined) return { value: undefined, warnings: [] };
  const value = Math.min(Math.max(asked, low), high);
  if (value === asked) return { value, warnings: [] };
  return {
    value,
    warnings: [outOfRange(name, { asked, low, high, sent: value })],
  };
}
