import type { AspectRatio, ParameterName } from '../../contract/index.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** Shapes closer than this to the one asked for count as it: vendors round to multiples of 16 or 64. */
const SHAPE_TOLERANCE = 0.03;

const WORDS: Record<ParameterName, string> = {
  aspectRatio: 'aspect ratio',
  seed: 'seed',
  negativePrompt: 'negative prompt',
  steps: 'steps',
  guidance: 'guidance',
  control: 'control',
};

/** One sentence for each setting that was given and that this model does not know. */
export function unsupportedWarnings(options: GenerateOptions, supported: readonly ParameterName[]): string[] {
  return (Object.keys(WORDS) as ParameterName[])
    .filter((name) => name !== 'aspectRatio' && options[name] !== undefined && !supported.includes(name))
    .map(notSupported);
}

export function notSupported(name: ParameterName): string {
  return `${WORDS[name]} is not supported by this model and was not sent`;
}

/**
 * The size to ask for, by the vendor's own word, and a sentence where it is not the shape asked for.
 * Square when no shape was asked for, so that the price known is the price paid.
 */
export function chosenSize(
  settings: Pick<ModelSettings, 'sizes'>,
  aspectRatio: AspectRatio | undefined,
): { size: string | undefined; warnings: string[] } {
  const asked = aspectRatio ?? '1:1';
  const size = settings.sizes[asked] ?? nearestSize(settings, asked);
  if (aspectRatio === undefined) return { size, warnings: [] };
  if (size === undefined) return { size, warnings: [notSupported('aspectRatio')] };
  const given = shapeOf(size);
  const wanted = shapeOf(aspectRatio);
  const isExact =
    given === undefined || wanted === undefined || Math.abs(given / wanted - 1) <= SHAPE_TOLERANCE;
  return {
    size,
    warnings: isExact
      ? []
      : [`aspect ratio ${aspectRatio} is not supported by this model; ${size} is the nearest and was sent`],
  };
}

function nearestSize(settings: Pick<ModelSettings, 'sizes'>, asked: AspectRatio): string | undefined {
  const wanted = Math.log(shapeOf(asked) ?? 1);
  const distance = (size: string) => Math.abs(Math.log(shapeOf(size) ?? 1) - wanted);
  return Object.values(settings.sizes).sort((a, b) => distance(a) - distance(b))[0];
}

/** Width over height of `1536x864` or `16:9`. */
function shapeOf(size: string): number | undefined {
  const [, width, height] = /^(\d+)[x:](\d+)$/.exec(size) ?? [];
  return width === undefined || height === undefined ? undefined : Number(width) / Number(height);
}
