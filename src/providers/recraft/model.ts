import { imagesModel, postImages } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import { toolOf } from '../shared/tools.ts';
import type { CallContext, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfCredits, LABEL } from './api.ts';
import { recraftFields } from './options.ts';
import { recraftChange, recraftTool } from './tools.ts';

/**
 * `POST /v1/images/generations` (Recraft's OpenAPI document): OpenAI's route with errors and prices of its own; and
 * `inpaint`, `outpaint`, `crispUpscale`, `removeBackground` beside it, for pictures.
 */
export function recraftImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const { baseUrl: ownBaseUrl, key } = settings;
  const route = {
    vendor: LABEL,
    base: versionedBase(ownBaseUrl ?? BASE_URL),
    cost: (reply: Readonly<Record<string, unknown>>) => costOfCredits(reply.credits),
  };
  const images = imagesModel(settings, tools, recraftFields, route);
  return {
    edits: ['change', 'repaint', 'widen', 'enlarge', 'cut-out'],
    plan(options) {
      const [first] = options.edit?.pictures ?? [];
      if (first !== undefined && options.edit?.operation === 'change') {
        const changed = recraftChange(options, first);
        const call = { ...route, path: changed.path, ownBaseUrl, key, body: changed.body, tools };
        const { sent, warnings } = changed;
        return { sent, warnings, run: (context: CallContext) => postImages(call, context) };
      }
      const tool = toolOf(options.edit);
      if (tool === undefined) return images.plan(options);
      const { path, body, sent, warnings } = recraftTool(options, tool);
      const call = { ...route, path, ownBaseUrl, key, body, tools };
      return { sent, warnings, run: (context) => postImages(call, context) };
    },
  };
}
