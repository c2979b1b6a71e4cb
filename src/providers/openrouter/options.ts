import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The fields besides the prompt, and what the model cannot do as asked. Steps and the like are not part of the API. */
export function openrouterFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = followsPicture(options)
    ? { size: undefined, warnings: [] }
    : chosenSize(settings, options.aspectRatio);
  const named = namedSettings({ seed: { field: 'seed' } }, settings, options);
  return {
    fields: { model: settings.model, ...shapeField(size), ...settings.fixed, ...named.fields },
    warnings: [...warnings, ...named.warnings],
  };
}

/** `size` takes pixels, `aspect_ratio` a ratio; together they are refused. */
function shapeField(size: string | undefined): Sent {
  if (size === undefined) return {};
  return pixelsOf(size) === undefined ? { aspect_ratio: size } : { size };
}
