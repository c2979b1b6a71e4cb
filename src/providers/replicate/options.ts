import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** Inputs of the official models (their API pages on replicate.com); limits are those of FLUX.1 Dev. */
const SETTINGS = {
  seed: { field: 'seed' },
  negativePrompt: { field: 'negative_prompt' },
  steps: { field: 'num_inference_steps', limits: { low: 1, high: 50 } },
  guidance: { field: 'guidance', limits: { low: 0, high: 10 } },
} as const;

/** The inputs besides the prompt, and what the model cannot do as asked. One picture is the default of every model. */
export function replicateInput(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const named = namedSettings(SETTINGS, settings, options);
  const shape = size === undefined ? {} : (pixelsOf(size) ?? { aspect_ratio: size });
  return {
    fields: { ...shape, ...settings.fixed, ...named.fields },
    warnings: [...warnings, ...named.warnings],
  };
}
