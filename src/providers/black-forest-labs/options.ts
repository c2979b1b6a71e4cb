import type { ParameterName, Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { base64Of, digestsOf } from '../shared/inputs.ts';
import { withinLimits } from '../shared/limits.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, InputPicture, ModelSettings } from '../types.ts';

/** Black Forest Labs' OpenAPI document: only flux-dev and flux-2-flex take steps and guidance. */
const STEPS = { name: 'steps', low: 1, high: 50 } as const;
const GUIDANCE = { name: 'guidance', low: 1.5, high: 10 } as const;
const GUIDANCE_DEV = { ...GUIDANCE, high: 5 };

/** The fields besides the prompt, and what the model cannot do as asked. */
export function fluxFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const shape = chosenShape(settings, options);
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

/** A picture that is handed in has a shape of its own, which is kept if none is asked for; FLUX.3 has a word for that. */
function chosenShape(settings: ModelSettings, { aspectRatio, edit }: GenerateOptions) {
  if (edit === undefined || aspectRatio !== undefined) return chosenSize(settings, aspectRatio);
  return { size: isFlux3(settings) ? 'auto' : undefined, warnings: [] };
}

const isFlux3 = ({ model }: ModelSettings) => model.startsWith('flux-3');

/** The names of the fields for pictures: a list for FLUX.3, numbered fields for FLUX.2 and Kontext. */
export function pictureFields(settings: ModelSettings, pictures: readonly InputPicture[]) {
  const nameOf = (number: number) => (number === 1 ? 'input_image' : `input_image_${number}`);
  if (isFlux3(settings)) {
    const images = pictures.length === 0 ? {} : { images: pictures.map(base64Of) };
    return { body: images, sent: digestsOf(pictures, (number) => `images[${number}]`) };
  }
  return {
    body: Object.fromEntries(pictures.map((picture, index) => [nameOf(index + 1), base64Of(picture)])),
    sent: digestsOf(pictures, nameOf),
  };
}

/** Pixels or a ratio, as the model wants it. */
function shapeFields(size: string | undefined): Sent {
  if (size === undefined) return {};
  return pixelsOf(size) ?? { aspect_ratio: size };
}
