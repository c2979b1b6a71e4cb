import { postImages } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfCredits, LABEL } from './api.ts';
import { recraftFields } from './options.ts';

/** `POST /v1/images/generations` (Recraft's OpenAPI document): OpenAI's route with errors and prices of its own. */
export function recraftImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = recraftFields(settings, options);
      return {
        sent: fields,
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: LABEL,
              base: versionedBase(settings.baseUrl ?? BASE_URL),
              ownBaseUrl: settings.baseUrl,
              key: settings.key,
              body: { ...fields, prompt: options.prompt },
              tools,
              cost: (reply) => costOfCredits(reply.credits),
            },
            context,
          ),
      };
    },
  };
}
