import type { ParameterName, Sent } from '../../contract/index.ts';
import { SEED_ZERO_IS_RANDOM, type Warning } from '../../lib/warning.ts';
import type { GenerateOptions, InputPicture } from '../types.ts';
import { digestOf } from './inputs.ts';
import { maskFile } from './mask.ts';
import { type ToolEdit, type ToolOperation, toolWarnings } from './tools.ts';

/** What each service of Stability AI takes besides the picture. */
const TAKES: Record<ToolOperation, readonly ParameterName[]> = {
  repaint: ['seed', 'negativePrompt'],
  widen: ['seed'],
  enlarge: [],
  'cut-out': [],
};

export interface StabilityTool {
  /** Without files. */
  fields: Readonly<Record<string, string | number | boolean>>;
  /** The picture and, for `repaint`, the mask: what is white in it is repainted. */
  files: { field: string; file: InputPicture }[];
  sent: Sent;
  warnings: Warning[];
}

/**
 * The fields of a service, the same in Stability AI's own API and on Bedrock, where only the files are encoded in another way.
 * `outpaint` calls the margins left, right, up and down.
 * @param tool what the vendor calls the service
 */
export function stabilityTool(
  options: GenerateOptions,
  { operation, picture, mask, expand = {} }: ToolEdit,
  tool: string,
): StabilityTool {
  const { prompt, seed, negativePrompt } = options;
  const takes = (name: ParameterName) => TAKES[operation].includes(name);
  const { left, right, top: up, bottom: down } = expand;
  const margins = Object.entries({ left, right, up, down }).filter(([, pixels]) => pixels !== undefined);
  const fields: Sent = {
    // Of 16 megapixels, a PNG would be larger than a reply may be.
    output_format: operation === 'enlarge' ? 'jpeg' : 'png',
    ...Object.fromEntries(margins),
    ...(seed !== undefined && takes('seed') && { seed }),
    ...(negativePrompt !== undefined && takes('negativePrompt') && { negative_prompt: negativePrompt }),
  };
  const files = [
    { field: 'image', file: picture },
    ...(mask === undefined ? [] : [{ field: 'mask', file: maskFile(mask, 'white') }]),
  ];
  const hasWords = operation === 'repaint' || operation === 'widen';
  return {
    fields: { ...fields, ...(hasWords && { prompt }) } as StabilityTool['fields'],
    files,
    sent: {
      tool,
      ...fields,
      ...Object.fromEntries(files.map(({ field, file }) => [field, digestOf(file)])),
    },
    warnings: [
      ...(seed === 0 && takes('seed') ? [SEED_ZERO_IS_RANDOM] : []),
      ...toolWarnings(options, operation, TAKES[operation]),
    ],
  };
}
