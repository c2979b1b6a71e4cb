import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf, sizeLikePicture } from '../shared/chosen-size.ts';
import { namedSettings } from '../shared/named-settings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** fal.ai's model pages (`fal.ai/models/…/llms.txt`); limits are those of FLUX.1, which the others stay within. */
const SETTINGS = {
  seed: { field: 'seed' },
  negativePrompt: { field: 'negative_prompt' },
  steps: { field: 'num_inference_steps', limits: { low: 1, high: 50 } },
  guidance: { field: 'guidance_scale', limits: { low: 1, high: 20 } },
} as const;

/** The fields besides the prompt, and what the model cannot do as asked. One picture is the default of every model. */
export function falFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { field, warnings } = shapeField(settings, options);
  const named = namedSettings(SETTINGS, settings, options);
  return {
    fields: { ...field, ...settings.fixed, ...named.fields },
    warnings: [...warnings, ...named.warnings],
  };
}

/** Models that want a ratio follow the picture by themselves; those that want pixels have to be told. */
const LIKE_PICTURE = { step: 16, least: 1024, most: 4096 };

function shapeField(settings: ModelSettings, options: GenerateOptions): { field: Sent; warnings: Warning[] } {
  if (followsPicture(options)) {
    const pixels = sizeLikePicture(settings, options, LIKE_PICTURE);
    return { field: pixels === undefined ? {} : { image_size: pixels }, warnings: [] };
  }
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  return { field: sizeField(size), warnings };
}

/** Pixels or a word such as `landscape_16_9`; some models want the ratio instead. */
function sizeField(size: string | undefined): Sent {
  if (size === undefined) return {};
  if (/^\d+:\d+$/.test(size)) return { aspect_ratio: size };
  return { image_size: pixelsOf(size) ?? size };
}
