import type { ParameterName, Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { dataAddressOf, digestOf } from '../shared/inputs.ts';
import { maskFile } from '../shared/mask.ts';
import { type ToolEdit, type ToolOperation, toolWarnings } from '../shared/tools.ts';
import type { GenerateOptions } from '../types.ts';

/** Routes below `/v1/images/` (Recraft's OpenAPI document), where the catalog names no other. */
const ROUTES: Record<ToolOperation, string> = {
  repaint: 'inpaint',
  widen: 'outpaint',
  enlarge: 'crispUpscale',
  'cut-out': 'removeBackground',
};
/** Those that draw do so with V3, whatever the slot draws with: V4 has none of them (API docs, "Tools"). */
const DRAWS_WITH = 'recraftv3';

/** What is white in the mask is repainted; it has the size of the picture and no grey (API docs, "Inpainting"). */
export function recraftTool(
  options: GenerateOptions,
  { operation, tool = ROUTES[operation], picture, mask, expand = {} }: ToolEdit,
): { path: string; body: Readonly<Record<string, unknown>>; sent: Sent; warnings: Warning[] } {
  const { prompt, seed, negativePrompt } = options;
  const draws = operation === 'repaint' || operation === 'widen';
  const marked = mask && maskFile(mask, 'white');
  const margins = Object.entries(expand).map(([side, pixels]) => [`expand_${side}`, pixels]);
  const fields: Sent = {
    ...(draws && { model: DRAWS_WITH }),
    ...Object.fromEntries(margins),
    ...(draws && seed !== undefined && { random_seed: seed }),
    ...(draws && negativePrompt !== undefined && { negative_prompt: negativePrompt }),
    response_format: 'b64_json',
    image_format: 'png',
  };
  const taken: ParameterName[] = draws ? ['seed', 'negativePrompt'] : [];
  return {
    path: `/images/${tool}`,
    body: {
      ...(draws && { prompt }),
      ...fields,
      image_url: dataAddressOf(picture),
      ...(marked !== undefined && { mask_url: dataAddressOf(marked) }),
    },
    sent: {
      tool,
      ...fields,
      image_url: digestOf(picture),
      ...(marked !== undefined && { mask_url: digestOf(marked) }),
    },
    warnings: toolWarnings(options, operation, taken),
  };
}
