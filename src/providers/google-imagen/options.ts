import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The `parameters` of `:predict`, and what the model cannot do as asked. */
export function imagenFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  return {
    fields: { sampleCount: 1, ...(size === undefined ? {} : { aspectRatio: size }), ...settings.fixed },
    warnings: [...warnings, ...unsupportedWarnings(options, [])],
  };
}
