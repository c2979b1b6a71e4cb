import type { ParameterName } from '../../contract/index.ts';
import type { GenerateOptions } from '../types.ts';

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
