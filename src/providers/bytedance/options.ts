import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The fields besides the prompt. There is no `n`: a series of pictures is asked for in another way (Ark, "Seedream"). */
export function seedreamFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = followsPicture(options)
    ? { size: '2K', warnings: [] }
    : chosenSize(settings, options.aspectRatio);
  const named = namedSettings({ seed: { field: 'seed' } }, settings, options);
  return {
    fields: {
      model: settings.model,
      ...(size === undefined ? {} : { size }),
      response_format: 'b64_json',
      ...settings.fixed,
      ...named.fields,
    },
    warnings: [...warnings, ...named.warnings],
  };
}
