import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { charged } from '../shared/charged.ts';
import { firstPicture } from '../shared/first-picture.ts';
import { callGoogle } from '../shared/google-api.ts';
import { digestsOf } from '../shared/inputs.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { answerPictures, costOfUsage, LABEL, refusal } from './api.ts';
import { geminiBody, geminiFields } from './options.ts';

/** `POST /v1beta/models/{model}:generateContent` (Gemini API document): one picture a call. */
export function geminiImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    edits: WORD_OPERATIONS,
    plan(options) {
      const { fields, warnings } = geminiFields(settings, options);
      const { pictures = [] } = options.edit ?? {};
      const body = geminiBody(options.prompt, fields, pictures);
      const sent = { ...fields, ...digestsOf(pictures, (number) => `inlineData[${number}]`) };
      return { sent, warnings, run: (context) => generate(body, settings, tools, context) };
    },
  };
}

async function generate(
  body: unknown,
  settings: ModelSettings,
  tools: ProviderTools,
  context: CallContext,
): Promise<GeneratedImage> {
  const reply = await callGoogle(
    { vendor: LABEL, settings, method: 'generateContent', body, tools },
    context,
  );
  const pictures = answerPictures(reply);
  // Some proxies write `inline_data`, or give the picture's address.
  const drawn = pictures.length > 0 ? { images: pictures.map((base64) => ({ base64 })) } : reply.candidates;
  const options = { vendor: LABEL, baseUrl: settings.baseUrl, tools, signal: context.signal };
  const picture = firstPicture(drawn, options);
  if (picture === undefined) throw refusal(reply, settings.key);
  const costUsd = costOfUsage(reply, settings.model);
  const image = await picture.catch((error: unknown) => {
    throw costUsd === undefined ? error : charged(error, costUsd);
  });
  return { ...image, ...(costUsd === undefined ? {} : { costUsd }) };
}
