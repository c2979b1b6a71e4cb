import { invokeBedrock } from '../shared/bedrock-invoke.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { canvasPicture } from './api.ts';
import { canvasBody, canvasFields } from './options.ts';

/**
 * InvokeModel of Nova Canvas and Titan Image. Amazon ended both in 2026: a call is answered with
 * ResourceNotFoundException, unless it goes to a server that still speaks the protocol.
 */
export function canvasImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = canvasFields(settings, options);
      const body = canvasBody(options.prompt, fields);
      return {
        sent: fields,
        warnings,
        run: async (context) => ({
          bytes: canvasPicture(await invokeBedrock(settings, body, tools, context)),
        }),
      };
    },
  };
}
