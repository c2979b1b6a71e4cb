import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { firstPicture } from '../shared/first-picture.ts';
import { dataAddressOf, digestsOf } from '../shared/inputs.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { poll } from '../shared/poll.ts';
import { afterCreation, createTask, taskAddress } from '../shared/task.ts';
import { toolOf } from '../shared/tools.ts';
import type {
  CallContext,
  GeneratedImage,
  ImageModel,
  InputPicture,
  ModelSettings,
  ProviderTools,
} from '../types.ts';
import {
  BASE_URL,
  DOMAIN,
  falEvidence,
  isFalTask,
  keyHeader,
  LABEL,
  refuseFlagged,
  resultReader,
  statusReader,
} from './api.ts';
import { falFields } from './options.ts';
import { falTool } from './tools.ts';

/**
 * `POST /{model}` of the queue, then its status until it is completed, then its result: fal.ai, "Queue". Pictures to work on
 * go to a model of their own, as addresses or `data:` (its model pages).
 */
export function falImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    edits: [...WORD_OPERATIONS, 'enlarge', 'cut-out'],
    plan(options) {
      const tool = toolOf(options.edit);
      if (tool !== undefined) {
        const { model, body, sent, warnings } = falTool(settings, options, tool);
        const run = (context: CallContext) => generate(body, { ...settings, model }, tools, context);
        return { sent, warnings, run };
      }
      const { fields, warnings } = falFields(settings, options);
      const { pictures = [], tool: editor } = options.edit ?? {};
      const body = { prompt: options.prompt, ...fields, ...picturesField(pictures) };
      const model = editor ?? settings.model;
      return {
        sent: {
          ...(editor !== undefined && { tool: editor }),
          ...fields,
          ...digestsOf(pictures, (number) => `image_urls[${number}]`),
        },
        warnings,
        run: (context) => generate(body, { ...settings, model }, tools, context),
      };
    },
  };
}

const picturesField = (pictures: readonly InputPicture[]) =>
  pictures.length === 0 ? {} : { image_urls: pictures.map(dataAddressOf) };

async function generate(
  json: Readonly<Record<string, unknown>>,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const { baseUrl, fixed, key, model } = settings;
  const asked = { vendor: LABEL, headers: keyHeader(key), tools, context };
  const url = `${baseUrl ?? BASE_URL}/${model}`;
  const task = await createTask({ ...asked, url, json, key, isTask: isFalTask, evidence: falEvidence });
  const result = isFalTask(task) ? await resultOf(task, settings, tools, context) : task;
  if (fixed.enable_safety_checker !== false) refuseFlagged(result);
  const picture = firstPicture(result, { vendor: LABEL, baseUrl, tools, signal: context.signal });
  if (picture !== undefined) return picture;
  const answered = { vendor: LABEL, reply: onlyBody(result), secrets: [key], evidence: falEvidence };
  throw afterCreation(noPicture(answered));
}

/** What the queue has for a task once it is done. */
async function resultOf(
  task: Readonly<Record<string, unknown>>,
  { baseUrl, key }: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<Record<string, unknown>> {
  // The addresses leave parts of the model's id out, so they are not to be built from it.
  const server = { vendor: LABEL, domain: DOMAIN, baseUrl };
  const statusUrl = taskAddress(task.status_url, server);
  const resultUrl = taskAddress(task.response_url, server);
  const polled = { vendor: LABEL, headers: keyHeader(key), tools, context, secrets: [key] };
  await poll({ ...polled, url: statusUrl, read: statusReader(key) });
  const read = resultReader(key, tools.clock.now);
  return poll({ ...polled, url: resultUrl, firstWaitMs: 0, read });
}
