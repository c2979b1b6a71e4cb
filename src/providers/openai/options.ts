import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** Fields that GPT Image refuses with a 400, though an old override may still name them (laravel/ai#779). */
const LEGACY_ONLY = ['response_format', 'style'];

/** Fields that DALL-E 2 and 3 never knew. */
const GPT_IMAGE_ONLY = ['output_format', 'output_compression', 'background', 'moderation', 'complexity'];

/** The fields of the request besides the prompt, and what the model cannot do as asked. */
export function openaiFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const fields: Sent = {
    model: settings.model,
    n: 1,
    ...(size === undefined ? {} : { size }),
    ...fixedFields(settings),
  };
  return { fields, warnings: [...warnings, ...unsupportedWarnings(options, [])] };
}

/** The same for pictures: the size follows them, unless a shape was asked for. */
export function openaiEditFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { fields, warnings } = openaiFields(settings, options);
  return options.aspectRatio === undefined
    ? { fields: { ...fields, size: 'auto' }, warnings }
    : { fields, warnings };
}

function fixedFields({ model, fixed }: ModelSettings): Sent {
  const isDalle = model.startsWith('dall-e');
  const left: Sent = without(fixed, isDalle ? GPT_IMAGE_ONLY : LEGACY_ONLY);
  if (!isDalle) return left;
  // DALL-E 3 knows `standard` and `hd`, DALL-E 2 no quality at all.
  const knowsQuality = model === 'dall-e-3' && (left.quality === 'standard' || left.quality === 'hd');
  return { response_format: 'b64_json', ...(knowsQuality ? left : without(left, ['quality'])) };
}

function without(fields: Readonly<Sent>, names: readonly string[]): Sent {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
