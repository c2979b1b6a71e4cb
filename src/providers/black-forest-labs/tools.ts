import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { base64Of, digestOf } from '../shared/inputs.ts';
import { maskFile } from '../shared/mask.ts';
import { type ToolEdit, toolWarnings } from '../shared/tools.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/**
 * FLUX.1 Fill, which repaints what is white in a mask of the same size, and FLUX.1 Expand, which adds margins: models of
 * their own, whatever draws (Black Forest Labs' OpenAPI document).
 */
export function fluxTool(
  { model }: ModelSettings,
  options: GenerateOptions,
  { operation, tool = model, picture, mask, expand }: ToolEdit,
): { model: string; body: Readonly<Record<string, unknown>>; sent: Sent; warnings: Warning[] } {
  const { prompt, seed } = options;
  const marked = mask && maskFile(mask, 'white');
  const fields: Sent = { ...expand, output_format: 'png', ...(seed === undefined ? {} : { seed }) };
  return {
    model: tool,
    body: {
      prompt,
      image: base64Of(picture),
      ...(marked !== undefined && { mask: base64Of(marked) }),
      ...fields,
    },
    sent: {
      tool,
      ...fields,
      image: digestOf(picture),
      ...(marked !== undefined && { mask: digestOf(marked) }),
    },
    warnings: toolWarnings(options, operation, ['seed']),
  };
}
