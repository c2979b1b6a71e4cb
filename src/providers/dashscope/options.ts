import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

const SETTINGS = { seed: { field: 'seed' }, negativePrompt: { field: 'negative_prompt' } } as const;

/** `parameters` of the request, and what the model cannot do as asked. */
export function dashscopeParameters(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = followsPicture(options)
    ? { size: undefined, warnings: [] }
    : chosenSize(settings, options.aspectRatio);
  const named = namedSettings(SETTINGS, settings, options);
  const pixels = pixelsOf(size);
  return {
    fields: {
      ...(pixels === undefined ? {} : { size: `${pixels.width}*${pixels.height}` }),
      n: 1,
      ...settings.fixed,
      ...named.fields,
    },
    warnings: [...warnings, ...named.warnings],
  };
}
