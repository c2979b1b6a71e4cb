import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf } from '../shared/chosen-size.ts';
import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, InputPicture, ModelSettings } from '../types.ts';

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
  const { size, warnings } = followsPicture(options)
    ? { size: 'match_input_image', warnings: [] }
    : chosenSize(settings, options.aspectRatio);
  const named = namedSettings(SETTINGS, settings, options);
  const shape = size === undefined ? {} : (pixelsOf(size) ?? { aspect_ratio: size });
  return {
    fields: { ...shape, ...settings.fixed, ...named.fields },
    warnings: [...warnings, ...named.warnings],
  };
}

/** The input that takes pictures, which each maker calls in another way (the API pages of its models on replicate.com). */
const PICTURES: readonly (readonly [model: RegExp, field: string])[] = [
  [/^black-forest-labs\/flux-2-/, 'input_images'],
  [/^bytedance\/seedream-/, 'image_input'],
];

/** Pictures to work on as `data:` addresses, of which Replicate's own client takes ten megabytes (replicate-javascript). */
export function pictureInputs({ model }: ModelSettings, pictures: readonly InputPicture[]) {
  const [, field] = PICTURES.find(([models]) => models.test(model)) ?? [];
  if (field === undefined || pictures.length === 0) return { body: {}, sent: {} };
  return {
    body: { [field]: pictures.map(dataAddressOf) },
    sent: digestsOf(pictures, (number) => `${field}[${number}]`),
  };
}
