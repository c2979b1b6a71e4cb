import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** Stands for whatever the server has loaded. */
const LOADED = 'loaded';

/** Limits of the server's own sliders (AUTOMATIC1111, modules/ui.py); the API itself takes more. */
const SETTINGS = {
  seed: { field: 'seed' },
  negativePrompt: { field: 'negative_prompt' },
  steps: { field: 'steps', limits: { low: 1, high: 150 } },
  guidance: { field: 'cfg_scale', limits: { low: 1, high: 30 } },
} as const;

/** The fields besides the prompt (AUTOMATIC1111, modules/api/models.py), and what the model cannot do as asked. */
export function sdapiFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const named = namedSettings(SETTINGS, settings, options);
  return {
    fields: {
      ...pixelsOf(size),
      batch_size: 1,
      n_iter: 1,
      ...(settings.model === LOADED ? {} : { override_settings: { sd_model_checkpoint: settings.model } }),
      ...settings.fixed,
      ...named.fields,
    },
    warnings: [...warnings, ...named.warnings],
  };
}
