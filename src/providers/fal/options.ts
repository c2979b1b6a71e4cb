import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf } from '../shared/chosen-size.ts';
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
  const { size, warnings } = followsPicture(options)
    ? { size: sizeOfPicture(settings, options), warnings: [] }
    : chosenSize(settings, options.aspectRatio);
  const named = namedSettings(SETTINGS, settings, options);
  return {
    fields: { ...sizeField(size), ...settings.fixed, ...named.fields },
    warnings: [...warnings, ...named.warnings],
  };
}

/**
 * Models that want a ratio follow the picture by themselves. Those that want pixels draw a square unless they are told: as
 * many pixels as their square has, in the shape of the first picture.
 */
function sizeOfPicture({ sizes }: ModelSettings, { edit }: GenerateOptions): string | undefined {
  const square = pixelsOf(sizes['1:1']);
  const [picture] = edit?.pictures ?? [];
  if (square === undefined || picture === undefined) return undefined;
  const scale = Math.sqrt((square.width * square.height) / (picture.width * picture.height));
  const side = (pixels: number) => Math.min(4096, Math.max(1024, Math.round((pixels * scale) / 16) * 16));
  return `${side(picture.width)}x${side(picture.height)}`;
}

/** Pixels or a word such as `landscape_16_9`; some models want the ratio instead. */
function sizeField(size: string | undefined): Sent {
  if (size === undefined) return {};
  if (/^\d+:\d+$/.test(size)) return { aspect_ratio: size };
  return { image_size: pixelsOf(size) ?? size };
}
