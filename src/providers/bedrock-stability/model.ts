import { otherSeed } from '../../lib/warning.ts';
import { invokeBedrock, LABEL } from '../shared/bedrock-invoke.ts';
import { base64Of } from '../shared/inputs.ts';
import { stabilityTool } from '../shared/stability-tools.ts';
import { type ToolEdit, toolOf } from '../shared/tools.ts';
import type { GenerateOptions, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { stabilityPicture } from './api.ts';
import { stabilityFields } from './options.ts';

/** InvokeModel of Stable Image Ultra and Core, of Stable Diffusion 3.5 and of the services for pictures, with the role of the function. */
export function stabilityOnBedrock(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    edits: ['repaint', 'widen', 'enlarge', 'cut-out'],
    plan(options) {
      const tool = toolOf(options.edit);
      const { model, body, sent, warnings } =
        tool === undefined ? drawing(settings, options) : withTool(settings, options, tool);
      return {
        sent,
        warnings,
        async run(context) {
          const reply = await invokeBedrock({ ...settings, model }, body, tools, context);
          const { bytes, seed } = stabilityPicture(reply);
          const isAnother = seed !== undefined && (options.seed ?? 0) !== 0 && seed !== options.seed;
          return isAnother ? { bytes, warnings: [otherSeed(LABEL, seed)] } : { bytes };
        },
      };
    },
  };
}

function drawing(settings: ModelSettings, options: GenerateOptions) {
  const { fields, warnings } = stabilityFields(settings, options);
  return { model: settings.model, body: { prompt: options.prompt, ...fields }, sent: fields, warnings };
}

/** A service for pictures: the fields of Stability AI's own API, with files as base64. */
function withTool(settings: ModelSettings, options: GenerateOptions, edit: ToolEdit) {
  const { tool: model = settings.model } = edit;
  const { fields, files, sent, warnings } = stabilityTool(options, edit, model);
  const pictures = Object.fromEntries(files.map(({ field, file }) => [field, base64Of(file)]));
  return { model, body: { ...fields, ...pictures }, sent, warnings };
}
