import type { ParameterName, Sent } from '../../contract/index.ts';
import { SEED_ZERO_IS_RANDOM, type Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The fields besides the prompt, and what the model cannot do as asked. */
export function stabilityFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  // Documented for Stable Diffusion 3.5 alone.
  const takesNegative = settings.supports?.negativePrompt ?? settings.model.includes('sd3-5');
  const supported: ParameterName[] = takesNegative ? ['seed', 'negativePrompt'] : ['seed'];
  const { negativePrompt, seed } = options;
  return {
    fields: {
      ...(size === undefined ? {} : { aspect_ratio: size }),
      ...settings.fixed,
      ...(seed === undefined ? {} : { seed }),
      ...(takesNegative && negativePrompt !== undefined ? { negative_prompt: negativePrompt } : {}),
    },
    warnings: [
      ...warnings,
      ...(seed === 0 ? [SEED_ZERO_IS_RANDOM] : []),
      ...unsupportedWarnings(options, supported),
    ],
  };
}
