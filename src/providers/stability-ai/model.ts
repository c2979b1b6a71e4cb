import { sendRequest } from '../../lib/http-client.ts';
import { otherSeed } from '../../lib/warning.ts';
import { transportError } from '../shared/vendor-error.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { endpoint, LABEL, stabilityError, stabilityPicture } from './api.ts';
import { stabilityFields } from './options.ts';

/** `POST /v2beta/stable-image/generate/{ultra|core|sd3}`: a multipart form even without a file. */
export function stabilityImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = stabilityFields(settings, options);
      return {
        sent: fields,
        warnings,
        run: (context) => generate({ ...fields, prompt: options.prompt }, settings, tools, context),
      };
    },
  };
}

async function generate(
  form: Readonly<Record<string, string | number | boolean>>,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url: endpoint(settings.model, settings.baseUrl),
    headers: { authorization: `Bearer ${settings.key ?? ''}`, accept: 'application/json' },
    body: { form },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, LABEL);
  });
  if (reply.status !== 200) throw stabilityError(reply, tools.clock.now(), settings.key);
  const { bytes, seed } = stabilityPicture(reply);
  const another = typeof form.seed === 'number' && form.seed !== 0 && Number(seed) !== form.seed;
  const isTold = typeof seed === 'number' && Number.isFinite(seed);
  return another && isTold ? { bytes, warnings: [otherSeed(LABEL, seed)] } : { bytes };
}
