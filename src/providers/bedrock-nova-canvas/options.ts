import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { withinLimits } from '../shared/limits.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** `cfgScale` (Amazon Nova user guide). */
const GUIDANCE = { name: 'guidance', low: 1.1, high: 10 } as const;

/** The fields of `imageGenerationConfig`, the negative text, and what the model cannot do as asked. */
export function canvasFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const guidance = withinLimits(options.guidance, GUIDANCE);
  const { negativePrompt, seed } = options;
  return {
    fields: {
      ...pixelsOf(size),
      numberOfImages: 1,
      ...settings.fixed,
      ...(seed === undefined ? {} : { seed }),
      ...(guidance.value === undefined ? {} : { cfgScale: guidance.value }),
      ...(negativePrompt === undefined ? {} : { negativeText: negativePrompt }),
    },
    warnings: [
      ...warnings,
      ...guidance.warnings,
      ...unsupportedWarnings(options, ['seed', 'negativePrompt', 'guidance']),
    ],
  };
}

/** The body of InvokeModel. */
export function canvasBody(prompt: string, { negativeText, ...imageGenerationConfig }: Sent): unknown {
  return {
    taskType: 'TEXT_IMAGE',
    textToImageParams: { text: prompt, ...(negativeText === undefined ? {} : { negativeText }) },
    imageGenerationConfig,
  };
}
