import { imagesModel } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfUsage, LABEL } from './api.ts';
import { openaiFields } from './options.ts';

/** `POST /v1/images/generations` (package openai 7.55.0). */
export function openaiImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return imagesModel(settings, tools, openaiFields, {
    vendor: LABEL,
    base: versionedBase(settings.baseUrl ?? BASE_URL),
    cost: (reply) => costOfUsage(settings.model, reply),
  });
}
