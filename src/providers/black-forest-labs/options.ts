import type { ParameterName, Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { withinLimits } from '../shared/limits.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** Black Forest Labs' OpenAPI document: only flux-dev and flux-2-flex take steps and guidance. */
const STEPS = { name: 'steps', low: 1, high: 50 } as const;
const GUIDANCE = { name: 'guidance', low: 1.5, high: 10 } as const;
const GUIDANCE_DEV = { ...GUIDANCE, high: 5 };

/** The fields besides the prompt, and what the model cannot do as asked. */
export function fluxFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const shape = chosenSize(settings, options.aspectRatio);
  const supported = supportedBy(settings);
  const given = <T>(name: ParameterName, value: T) => (supported.includes(name) ? value : undefined);
  const seed = given('seed', options.seed);
  const steps = withinLimits(given('steps', options.steps), STEPS);
  const isDev = settings.model === 'flux-dev';
  const guidance = withinLimits(given('guidance', options.guidance), isDev ? GUIDANCE_DEV : GUIDANCE);
  return {
    fields: {
      ...shapeFields(shape.size),
      ...settings.fixed,
      ...(seed === undefined ? {} : { seed }),
      ...(steps.value === undefined ? {} : { steps: steps.value }),
      ...(guidance.value === undefined ? {} : { guidance: guidance.value }),
    },
    warnings: [
      ...shape.warnings,
      ...steps.warnings,
      ...guidance.warnings,
      ...unsupportedWarnings(options, supported),
    ],
  };
}

/** By the catalog; FLUX.3 answers an unknown field with an error, so nothing is sent on suspicion. */
function supportedBy({ supports }: ModelSettings): ParameterName[] {
  const names = ['seed', 'steps', 'guidance'] as const;
  return names.filter((name) => supports?.[name] === true);
}

/** Pixels or a ratio, as the model wants it. */
function shapeFields(size: string | undefined): Sent {
  if (size === undefined) return {};
  return pixelsOf(size) ?? { aspect_ratio: size };
}
