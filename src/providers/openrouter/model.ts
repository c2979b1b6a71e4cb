import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { imagesModel } from '../shared/openai-images.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, LABEL, moderationEvidence, reportedCost } from './api.ts';
import { openrouterFields } from './options.ts';

/** `POST /images` (package @openrouter/sdk 1.3.19): OpenAI's reply under a route of its own. */
export function openrouterImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return imagesModel(settings, tools, openrouterFields, {
    vendor: LABEL,
    base: settings.baseUrl ?? BASE_URL,
    path: '/images',
    pictures: (pictures) => ({
      body: {
        input_references: pictures.map((picture) => ({
          type: 'image_url',
          image_url: { url: dataAddressOf(picture) },
        })),
      },
      sent: digestsOf(pictures, (number) => `input_references[${number}]`),
    }),
    cost: reportedCost,
    evidence: moderationEvidence,
  });
}
