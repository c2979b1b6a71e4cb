import type { ParameterName, Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { dataAddressOf, digestOf } from '../shared/inputs.ts';
import { type ToolEdit, type ToolOperation, toolWarnings } from '../shared/tools.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

interface Tool {
  fields: Sent;
  takes: readonly ParameterName[];
}

/**
 * SeedVR2, which doubles both sides, and Bria RMBG 2.0 (fal.ai's pages of both models): models of their own, whatever the
 * slot draws with. One more for each operation that the catalog offers.
 */
const TOOLS: Partial<Record<ToolOperation, Tool>> = {
  // Of 16 megapixels, a PNG would be larger than a reply may be.
  enlarge: {
    fields: { upscale_mode: 'factor', upscale_factor: 2, output_format: 'jpg' },
    takes: ['seed'],
  },
  'cut-out': { fields: {}, takes: [] },
};

export function falTool(
  { model }: ModelSettings,
  options: GenerateOptions,
  { operation, tool = model, picture }: ToolEdit,
): { model: string; body: Readonly<Record<string, unknown>>; sent: Sent; warnings: Warning[] } {
  const { fields: own, takes }: Tool = TOOLS[operation] ?? { fields: {}, takes: [] };
  const { seed } = options;
  const fields: Sent = { ...own, ...(seed !== undefined && takes.includes('seed') && { seed }) };
  return {
    model: tool,
    body: { ...fields, image_url: dataAddressOf(picture) },
    sent: { tool, ...fields, image_url: digestOf(picture) },
    warnings: toolWarnings(options, operation, takes),
  };
}
