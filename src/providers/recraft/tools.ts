import type { ParameterName, Sent } from '../../contract/index.ts';
import { settingNotSent, type Warning } from '../../lib/warning.ts';
import { dataAddressOf, digestOf } from '../shared/inputs.ts';
import { maskFile } from '../shared/mask.ts';
import { type ToolEdit, type ToolOperation, toolWarnings } from '../shared/tools.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, InputPicture } from '../types.ts';

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
    // What is enlarged would be too large a reply as a PNG, and JPEG there is none.
    image_format: operation === 'enlarge' ? 'webp' : 'png',
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

/** How far from the picture: 0 hardly changes it (API docs, "Image to image"). */
const STRENGTH = 0.5;

/** `imageToImage` draws the picture anew along the prompt; it has no size of its own. */
export function recraftChange(
  options: GenerateOptions,
  picture: InputPicture,
): { path: string; body: Readonly<Record<string, unknown>>; sent: Sent; warnings: Warning[] } {
  const { prompt, seed, negativePrompt, aspectRatio } = options;
  const fields: Sent = {
    model: DRAWS_WITH,
    strength: STRENGTH,
    ...(seed !== undefined && { random_seed: seed }),
    ...(negativePrompt !== undefined && { negative_prompt: negativePrompt }),
    response_format: 'b64_json',
    image_format: 'png',
  };
  return {
    path: '/images/imageToImage',
    body: { prompt, ...fields, image_url: dataAddressOf(picture) },
    sent: { tool: 'imageToImage', ...fields, image_url: digestOf(picture) },
    warnings: [
      ...(aspectRatio === undefined ? [] : [settingNotSent('aspectRatio')]),
      ...unsupportedWarnings(options, ['seed', 'negativePrompt']),
    ],
  };
}
