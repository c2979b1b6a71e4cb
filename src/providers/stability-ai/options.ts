import type { ParameterName, Sent } from '../../contract/index.ts';
import { outOfRange, SEED_ZERO_IS_RANDOM, type Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** `cfg_scale` of sd3 (v2beta document); the other routes have none. */
const GUIDANCE = { low: 1, high: 10 };

/** The form fields besides the prompt, and what the model cannot do as asked. */
export function stabilityFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const isRoute = settings.model === 'ultra' || settings.model === 'core';
  const shape = chosenSize(settings, options.aspectRatio);
  const guidance = isRoute ? undefined : guidanceField(options.guidance);
  const supported: ParameterName[] = ['seed', 'negativePrompt', ...(isRoute ? [] : (['guidance'] as const))];
  const fields: Sent = {
    ...(isRoute ? {} : { model: settings.model }),
    ...(shape.size === undefined ? {} : { aspect_ratio: shape.size }),
    ...settings.fixed,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.negativePrompt === undefined ? {} : { negative_prompt: options.negativePrompt }),
    ...(guidance === undefined ? {} : { cfg_scale: guidance.value }),
  };
  const warnings = [
    ...shape.warnings,
    ...(options.seed === 0 ? [SEED_ZERO_IS_RANDOM] : []),
    ...(guidance?.warnings ?? []),
    ...unsupportedWarnings(options, supported),
  ];
  return { fields, warnings };
}

function guidanceField(asked: number | undefined): { value: number; warnings: Warning[] } | undefined {
  if (asked === undefined) return undefined;
  const value = Math.min(Math.max(asked, GUIDANCE.low), GUIDANCE.high);
  if (value === asked) return { value, warnings: [] };
  return { value, warnings: [outOfRange('guidance', { asked, ...GUIDANCE, sent: value })] };
}
