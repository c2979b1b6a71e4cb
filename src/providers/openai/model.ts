import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { digestOf, digestsOf } from '../shared/inputs.ts';
import { maskFile } from '../shared/mask.ts';
import { imagesModel, postImages } from '../shared/openai-images.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, costOfUsage, LABEL } from './api.ts';
import { openaiEditFields, openaiFields } from './options.ts';

/**
 * `POST /v1/images/generations`, and `POST /v1/images/edits` as a form for pictures (package openai 7.57.0, images.d.ts): up to 16,
 * each with a type of its own. What is transparent in `mask` is repainted; it counts for the first picture.
 */
export function openaiImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const route = {
    vendor: LABEL,
    base: versionedBase(settings.baseUrl ?? BASE_URL),
    cost: (reply: Readonly<Record<string, unknown>>) => costOfUsage(settings.model, reply),
  };
  const images = imagesModel(settings, tools, openaiFields, route);
  return {
    edits: [...WORD_OPERATIONS, 'repaint'],
    plan(options) {
      const { edit, prompt } = options;
      if (edit === undefined) return images.plan(options);
      const { fields, warnings } = openaiEditFields(settings, options);
      const { baseUrl: ownBaseUrl, key } = settings;
      const mask = edit.mask && maskFile(edit.mask, 'transparent');
      const call = {
        ...route,
        path: '/images/edits',
        ownBaseUrl,
        key,
        body: { ...fields, prompt },
        files: [
          ...edit.pictures.map((picture) => ({ ...picture, field: 'image[]' })),
          ...(mask === undefined ? [] : [{ ...mask, field: 'mask' }]),
        ],
        tools,
      };
      const digests = digestsOf(edit.pictures, (number) => `image[${number}]`);
      const sent = { ...fields, ...digests, ...(mask !== undefined && { mask: digestOf(mask) }) };
      return { sent, warnings, run: (context) => postImages(call, context) };
    },
  };
}
