import { callGoogle } from '../shared/google-api.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { imagenPicture, LABEL } from './api.ts';
import { imagenFields } from './options.ts';

/**
 * `POST /v1beta/models/{model}:predict`. Google has not answered it since 2026-08-17; it is kept for servers behind
 * `baseUrl` that do.
 */
export function imagenImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = imagenFields(settings, options);
      const body = { instances: [{ prompt: options.prompt }], parameters: fields };
      return {
        sent: fields,
        warnings,
        async run(context) {
          const call = { vendor: LABEL, settings, method: 'predict', body, tools } as const;
          return { bytes: imagenPicture(await callGoogle(call, context), settings.key) };
        },
      };
    },
  };
}
