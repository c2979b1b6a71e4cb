import { imagesModel } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfCredits, LABEL } from './api.ts';
import { recraftFields } from './options.ts';

/** `POST /v1/images/generations` (Recraft's OpenAPI document): OpenAI's route with errors and prices of its own. */
export function recraftImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return imagesModel(settings, tools, recraftFields, {
    vendor: LABEL,
    base: versionedBase(settings.baseUrl ?? BASE_URL),
    cost: (reply) => costOfCredits(reply.credits),
  });
}
