import type { ParameterName } from '../../contract/index.ts';
import { settingNotSent, type Warning } from '../../lib/warning.ts';
import type { GenerateOptions } from '../types.ts';

const SETTINGS: readonly ParameterName[] = ['seed', 'negativePrompt', 'steps', 'guidance', 'control'];

/** One for each setting that was given and that this model does not support; the shape is looked at with the size. */
export function unsupportedWarnings(
  options: GenerateOptions,
  supported: readonly ParameterName[],
): Warning[] {
  return SETTINGS.filter((name) => options[name] !== undefined && !supported.includes(name)).map(
    settingNotSent,
  );
}
