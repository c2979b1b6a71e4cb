import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { asRecord } from '../../lib/record.ts';
import { firstPicture } from '../shared/first-picture.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { poll } from '../shared/poll.ts';
import { bearer, versionedBase } from '../shared/server-address.ts';
import { afterCreation, createTask, taskAddress } from '../shared/task.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { BASE_URL, DOMAIN, LABEL, predictionReader } from './api.ts';
import { pictureInputs, replicateInput } from './options.ts';

/** `POST /models/{owner}/{name}/predictions`, then the prediction until it has ended: Replicate HTTP API. */
export function replicateImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    edits: WORD_OPERATIONS,
    plan(options) {
      const { fields, warnings } = replicateInput(settings, options);
      const pictures = pictureInputs(settings, options.edit?.pictures ?? []);
      const input = { prompt: options.prompt, ...fields, ...pictures.body };
      return {
        sent: { ...fields, ...pictures.sent },
        warnings,
        run: (context) => generate(input, settings, tools, context),
      };
    },
  };
}

async function generate(
  input: Readonly<Record<string, unknown>>,
  { baseUrl, key, model }: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const headers = bearer(key);
  const asked = { vendor: LABEL, headers, tools, context };
  const [id = model, version] = model.split(':');
  const base = versionedBase(baseUrl ?? BASE_URL);
  const task = await createTask({
    ...asked,
    url: version === undefined ? `${base}/models/${id}/predictions` : `${base}/predictions`,
    json: version === undefined ? { input } : { version, input },
    key,
    isTask: ({ urls }) => urls !== undefined,
  });
  const read = predictionReader(key);
  // With `Prefer: wait`, which a proxy may add, the first reply is the last one.
  const first = read(onlyBody(task));
  const address = () => taskAddress(asRecord(task.urls)?.get, { vendor: LABEL, domain: DOMAIN, baseUrl });
  const ended =
    first.state === 'done' ? first.value : await poll({ ...asked, url: address(), secrets: [key], read });
  const { output } = ended;
  const picture = firstPicture({ output }, { vendor: LABEL, baseUrl, tools, signal: context.signal });
  if (picture !== undefined) return picture;
  throw afterCreation(noPicture({ vendor: LABEL, reply: onlyBody({ error: ended.error }), secrets: [key] }));
}
