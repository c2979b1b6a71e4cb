import { type EditOperation, WORD_OPERATIONS } from '../../contract/constants.ts';
import { base64Of, dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { postImages } from '../shared/openai-images.ts';
import type { ImageModel, InputPicture, ModelSettings, ProviderTools } from '../types.ts';
import { compatibleBase, reportedCost } from './api.ts';
import type { Dialect } from './dialects.ts';
import { compatibleRequest, slotDialect } from './options.ts';

/** How a server takes pictures to work on, where they do not go the way of drawing. */
interface PicturesWay {
  edits: readonly EditOperation[];
  path?: '/images/edits';
  /** The name under which a picture is told to have been sent. */
  nameOf: (number: number, model: string) => string;
  fields?: (pictures: readonly InputPicture[], model: string) => Record<string, unknown>;
  /** The field of a form that takes them; without one, they are in `fields`. */
  file?: string;
}

const WAYS: Readonly<Record<Exclude<Dialect['edits'], 'off'>, PicturesWay>> = {
  /** `POST /images/edits` of xAI, JSON and never a form: `image` for one, `images` for several (npm @ai-sdk/xai 5.0.12). */
  xai: {
    edits: WORD_OPERATIONS,
    path: '/images/edits',
    nameOf: (number) => `image[${number}]`,
    fields(pictures) {
      const all = pictures.map((picture) => ({ url: dataAddressOf(picture), type: 'image_url' }));
      return all.length === 1 ? { image: all[0] } : { images: all };
    },
  },
  /**
   * Together stays on `POST /images/generations`. FLUX.1 Kontext takes `image_url` alone; FLUX.2 and Google's models take
   * `reference_images` (huggingface.js, providers/together.ts; Together's OpenAPI document).
   */
  together: {
    edits: ['change'],
    nameOf: (_, model) => (isKontext(model) ? 'image_url' : 'reference_images[0]'),
    fields([picture], model) {
      if (picture === undefined) return {};
      const address = dataAddressOf(picture);
      return isKontext(model) ? { image_url: address } : { reference_images: [address] };
    },
  },
  /** LocalAI stays there, too. Before base64 it takes no `data:`: it would draw without the picture (mudler/LocalAI, 2026-08-22). */
  localai: {
    edits: ['change'],
    nameOf: (number) => `ref_images[${number - 1}]`,
    fields: (pictures) => ({ ref_images: pictures.map(base64Of) }),
  },
  /** `POST /images/edits` of stable-diffusion.cpp, as a form (leejet/stable-diffusion.cpp, examples/server/api.md, 2026-08-19). */
  form: {
    edits: ['change'],
    path: '/images/edits',
    nameOf: (number) => `image[${number}]`,
    file: 'image[]',
  },
};

const isKontext = (model: string) => /flux\.1-kontext/i.test(model);

/** `POST {base}/images/generations` of LocalAI, Together, xAI, vLLM-Omni, stable-diffusion.cpp and the like. */
export function compatibleImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const { edits } = slotDialect(settings);
  const way = edits === 'off' ? undefined : WAYS[edits];
  return {
    ...(way && { edits: way.edits }),
    plan(options) {
      const { dialect, fields, prompt, sent, warnings } = compatibleRequest(settings, options);
      const { pictures = [] } = options.edit ?? {};
      const used = pictures.length === 0 ? undefined : way;
      const file = used?.file;
      const base = compatibleBase(settings, dialect);
      return {
        sent: { ...sent, ...(used && digestsOf(pictures, (number) => used.nameOf(number, settings.model))) },
        warnings,
        run: (context) =>
          postImages(
            {
              vendor: dialect.label,
              base,
              ownBaseUrl: settings.baseUrl,
              key: settings.key,
              ...(used?.path && { path: used.path }),
              body: { ...fields, ...used?.fields?.(pictures, settings.model), prompt },
              ...(file !== undefined && { files: pictures.map((picture) => ({ ...picture, field: file })) }),
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
