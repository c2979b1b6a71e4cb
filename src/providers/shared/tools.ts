import type { EditOperation } from '../../contract/constants.ts';
import type { ParameterName } from '../../contract/index.ts';
import { settingNotSent, type Warning } from '../../lib/warning.ts';
import type { EditOptions, GenerateOptions, InputPicture } from '../types.ts';
import { unsupportedWarnings } from './warnings.ts';

/** What is done to one picture by a service of its own. */
export type ToolOperation = Exclude<EditOperation, 'change' | 'combine'>;

export interface ToolEdit extends EditOptions {
  operation: ToolOperation;
  /** The one picture. */
  picture: InputPicture;
}

/** `undefined` for a picture that is drawn, changed or combined. */
export function toolOf(edit: EditOptions | undefined): ToolEdit | undefined {
  const [picture] = edit?.pictures ?? [];
  if (edit === undefined || picture === undefined) return undefined;
  const { operation } = edit;
  if (operation === 'change' || operation === 'combine') return undefined;
  return { ...edit, operation, picture };
}

/** Sentences on what a service does not take; the shape of a picture that is widened is in its margins. */
export function toolWarnings(
  options: GenerateOptions,
  operation: ToolOperation,
  supported: readonly ParameterName[],
): Warning[] {
  const isShapeLost = options.aspectRatio !== undefined && operation !== 'widen';
  return [
    ...(isShapeLost ? [settingNotSent('aspectRatio')] : []),
    ...unsupportedWarnings(options, supported),
  ];
}
