import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { postImages } from '../shared/openai-images.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, dashscopeEvidence, LABEL, ROUTE } from './api.ts';
import { dashscopeParameters } from './options.ts';

/** `POST …/multimodal-generation/generation`, which answers once the picture is drawn (Model Studio, "Qwen-Image API"). */
export function dashscopeImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const { baseUrl, key, model } = settings;
  return {
    edits: WORD_OPERATIONS,
    plan(options) {
      const { fields, warnings } = dashscopeParameters(settings, options);
      const { pictures = [] } = options.edit ?? {};
      const images = pictures.map((picture) => ({ image: dataAddressOf(picture) }));
      const messages = [{ role: 'user', content: [...images, { text: options.prompt }] }];
      return {
        sent: { model, ...fields, ...digestsOf(pictures, (number) => `image[${number}]`) },
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: LABEL,
              base: baseUrl ?? BASE_URL,
              path: ROUTE,
              ownBaseUrl: baseUrl,
              key,
              body: { model, input: { messages }, parameters: fields },
              tools,
              evidence: dashscopeEvidence,
            },
            context,
          ),
      };
    },
  };
}
