import type { Sent } from '../../contract/index.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The fields of the request besides the prompt, and what the model cannot do as asked. */
export function recraftFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: string[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const fields: Sent = {
    model: settings.model,
    n: 1,
    ...(size === undefined ? {} : { size }),
    response_format: 'b64_json',
    ...settings.fixed,
    ...(options.seed === undefined ? {} : { random_seed: options.seed }),
    ...(options.negativePrompt === undefined ? {} : { negative_prompt: options.negativePrompt }),
  };
  return { fields, warnings: [...warnings, ...unsupportedWarnings(options, ['seed', 'negativePrompt'])] };
}
