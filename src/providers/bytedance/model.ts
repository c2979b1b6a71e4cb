import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { imagesModel } from '../shared/openai-images.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, LABEL } from './api.ts';
import { seedreamFields } from './options.ts';

/** `POST /images/generations` of Ark: OpenAI's route with fields and error codes of its own. */
export function seedreamImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return imagesModel(settings, tools, seedreamFields, {
    vendor: LABEL,
    base: settings.baseUrl ?? BASE_URL,
    pictures: (pictures) => ({
      body: { image: pictures.map(dataAddressOf) },
      sent: digestsOf(pictures, (number) => `image[${number}]`),
    }),
  });
}
