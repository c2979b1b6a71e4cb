import { postImages } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfUsage, LABEL } from './api.ts';
import { openaiFields } from './options.ts';

/** `POST /v1/images/generations` (package openai 7.55.0). */
export function openaiImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = openaiFields(settings, options);
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
              cost: (reply) => costOfUsage(settings.model, reply),
            },
            context,
          ),
      };
    },
  };
}
