import { postImages } from '../shared/openai-images.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { compatibleBase, reportedCost } from './api.ts';
import { compatibleRequest } from './options.ts';

/** `POST {base}/images/generations` of LocalAI, Together, xAI, vLLM-Omni, stable-diffusion.cpp and the like. */
export function compatibleImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { dialect, fields, prompt, sent, warnings } = compatibleRequest(settings, options);
      const base = compatibleBase(settings, dialect);
      return {
        sent,
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: dialect.label,
              base,
              ownBaseUrl: settings.baseUrl,
              key: settings.key,
              body: { ...fields, prompt },
              tools,
              documents503: dialect.documents503,
              cost: reportedCost,
            },
            context,
          ),
      };
    },
  };
}
