import type { ParameterName } from '../../contract/index.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import type { GenerateOptions } from '../types.ts';

const WORDS: Record<ParameterName, SafeText> = {
  aspectRatio: safeText`aspect ratio`,
  seed: safeText`seed`,
  negativePrompt: safeText`negative prompt`,
  steps: safeText`steps`,
  guidance: safeText`guidance`,
  control: safeText`control`,
};

/** One sentence for each setting that was given and that this model does not support. */
export function unsupportedWarnings(
  options: GenerateOptions,
  supported: readonly ParameterName[],
): SafeText[] {
  return (Object.keys(WORDS) as ParameterName[])
    .filter((name) => name !== 'aspectRatio' && options[name] !== undefined && !supported.includes(name))
    .map(notSupported);
}

export function notSupported(name: ParameterName): SafeText {
  return safeText`${WORDS[name]} is not supported by this model and was not sent`;
}
