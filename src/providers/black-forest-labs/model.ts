import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { charged } from '../shared/charged.ts';
import { pictureFromAddress } from '../shared/picture.ts';
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
  const { pollingUrl, costUsd: expectedUsd } = await startTask(json, settings, tools, context);
  const { address, costUsd = expectedUsd } = await poll({
    vendor: LABEL,
    url: pollingUrl,
    headers: { 'x-key': key ?? '' },
    secrets: [key],
    tools,
    context,
    read: taskReader(key),
  });
  const bytes = await pictureFromAddress(address, {
    vendor: LABEL,
    baseUrl,
    tools,
    signal: context.signal,
  }).catch((error: unknown) => {
    // The vendor has drawn it by now, whether or not it arrives.
    throw charged(error, costUsd);
  });
  return { bytes, ...(costUsd === undefined ? {} : { costUsd }) };
}
