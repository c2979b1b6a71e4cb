import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { postImages } from '../shared/openai-images.ts';
import type { ImageModel, InputPicture, ModelSettings, ProviderTools } from '../types.ts';
import { compatibleBase, reportedCost } from './api.ts';
import { compatibleRequest, slotDialect } from './options.ts';

/** `POST {base}/images/generations` of LocalAI, Together, xAI, vLLM-Omni, stable-diffusion.cpp and the like. */
export function compatibleImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    ...(slotDialect(settings).edits === 'xai' && { edits: WORD_OPERATIONS }),
    plan(options) {
      const { dialect, fields, prompt, sent, warnings } = compatibleRequest(settings, options);
      const { pictures = [] } = options.edit ?? {};
      const base = compatibleBase(settings, dialect);
      return {
        sent: { ...sent, ...digestsOf(pictures, (number) => `image[${number}]`) },
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: dialect.label,
              base,
              ownBaseUrl: settings.baseUrl,
              key: settings.key,
              ...(pictures.length > 0 && { path: '/images/edits' }),
              body: { ...fields, ...xaiPictures(pictures), prompt },
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

/** `POST /images/edits` of xAI, JSON and never a form: `image` for one, `images` for several (npm @ai-sdk/xai 5.0.12). */
function xaiPictures(pictures: readonly InputPicture[]): Record<string, unknown> {
  const all = pictures.map((picture) => ({ url: dataAddressOf(picture), type: 'image_url' }));
  if (all.length === 0) return {};
  return all.length === 1 ? { image: all[0] } : { images: all };
}
