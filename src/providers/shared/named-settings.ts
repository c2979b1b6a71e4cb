import type { ParameterName, Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';
import { type Limits, withinLimits } from './limits.ts';
import { unsupportedWarnings } from './warnings.ts';

type Setting = Exclude<ParameterName, 'aspectRatio'>;

/** What a vendor calls a setting, and which values it accepts. */
export interface VendorSetting {
  field: string;
  limits?: Omit<Limits, 'name'>;
}

/**
 * The settings that were given and that the model takes by the catalog, under the vendor's names, and a sentence for
 * each other one. A reseller's models differ in what they take, and some refuse a field that they do not know.
 * @param names settings that the vendor has a name for
 */
export function namedSettings(
  names: Partial<Record<Setting, VendorSetting>>,
  { supports }: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const fields: Sent = {};
  const warnings: Warning[] = [];
  const taken: ParameterName[] = [];
  for (const [name, { field, limits }] of Object.entries(names) as [Setting, VendorSetting][]) {
    if (supports?.[name] !== true) continue;
    taken.push(name);
    const asked = options[name];
    if (asked === undefined) continue;
    if (limits === undefined || typeof asked !== 'number') {
      fields[field] = asked;
      continue;
    }
    const kept = withinLimits(asked, { name, ...limits });
    if (kept.value !== undefined) fields[field] = kept.value;
    warnings.push(...kept.warnings);
  }
  return { fields, warnings: [...warnings, ...unsupportedWarnings(options, taken)] };
}
