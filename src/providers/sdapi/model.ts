import { postImages } from '../shared/openai-images.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { basicAuth, LABEL, missingEvidence, sdapiBase } from './api.ts';
import { sdapiFields } from './options.ts';

/** `POST /sdapi/v1/txt2img` (AUTOMATIC1111, modules/api/api.py), which answers once the picture is drawn. */
export function sdapiImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = sdapiFields(settings, options);
      const base = sdapiBase(settings.baseUrl);
      return {
        sent: fields,
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: LABEL,
              base,
              path: '/sdapi/v1/txt2img',
              ownBaseUrl: settings.baseUrl,
              key: settings.key,
              headers: basicAuth(settings.key),
              body: { prompt: options.prompt, ...fields },
              tools,
              evidence: missingEvidence,
            },
            context,
          ),
      };
    },
  };
}
