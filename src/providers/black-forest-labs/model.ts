import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { charged } from '../shared/charged.ts';
import { firstPicture } from '../shared/first-picture.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { poll } from '../shared/poll.ts';
import { toolOf } from '../shared/tools.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { LABEL, startTask } from './api.ts';
import { fluxFields, pictureFields } from './options.ts';
import { taskReader } from './task.ts';
import { fluxTool } from './tools.ts';

/** `POST /v1/{model}`, then asking at the address returned, then the picture at a third address, without the key. */
export function fluxImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    edits: [...WORD_OPERATIONS, 'repaint', 'widen'],
    plan(options) {
      const tool = toolOf(options.edit);
      if (tool !== undefined) {
        const { model, body, sent, warnings } = fluxTool(settings, options, tool);
        const run = (context: CallContext) => generate(body, { ...settings, model }, tools, context);
        return { sent, warnings, run };
      }
      const { fields, warnings } = fluxFields(settings, options);
      const pictures = pictureFields(settings, options.edit?.pictures ?? []);
      return {
        sent: { ...fields, ...pictures.sent },
        warnings,
        run: (context) =>
          generate({ prompt: options.prompt, ...fields, ...pictures.body }, settings, tools, context),
      };
    },
  };
}

async function generate(
  json: Readonly<Record<string, unknown>>,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const { key, baseUrl } = settings;
  const { body, pollingUrl, costUsd: expectedUsd } = await startTask(json, settings, tools, context);
  const secrets = [key];
  const read = taskReader(key);
  const first = read(onlyBody(body));
  const polled = { vendor: LABEL, headers: { 'x-key': key ?? '' }, secrets, tools, context, read };
  const ended = first.state === 'done' ? first.value : await poll({ ...polled, url: pollingUrl() });
  const { result, costUsd = expectedUsd } = ended;
  const picture =
    firstPicture(result, { vendor: LABEL, baseUrl, tools, signal: context.signal }) ??
    Promise.reject(noPicture({ vendor: LABEL, reply: onlyBody(result), secrets }));
  const image = await picture.catch((error: unknown) => {
    // The vendor has drawn it by now, whether or not it arrives.
    throw charged(error, costUsd);
  });
  return { ...image, ...(costUsd === undefined ? {} : { costUsd }) };
}
