import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The fields of the request besides the prompt, and what the model cannot do as asked. */
export function recraftFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  // V4 and V4.1 ignore or refuse it (Comfy's node of V4.1; recraft.ai/agents).
  const takesNegative = settings.supports?.negativePrompt ?? /^recraftv[23]/.test(settings.model);
  const fields: Sent = {
    model: settings.model,
    n: 1,
    ...(size === undefined ? {} : { size }),
    response_format: 'b64_json',
    ...settings.fixed,
    ...(options.seed === undefined ? {} : { random_seed: options.seed }),
    ...(takesNegative && options.negativePrompt !== undefined
      ? { negative_prompt: options.negativePrompt }
      : {}),
  };
  return {
    fields,
    warnings: [
      ...warnings,
      ...unsupportedWarnings(options, takesNegative ? ['seed', 'negativePrompt'] : ['seed']),
    ],
  };
}
