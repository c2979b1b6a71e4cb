import { WORD_OPERATIONS } from '../../contract/constants.ts';
import { charged } from '../shared/charged.ts';
import { callGoogle } from '../shared/google-api.ts';
import { digestsOf } from '../shared/inputs.ts';
import { pictureFromBase64 } from '../shared/picture.ts';
import type { CallContext, GeneratedImage, ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { answerPicture, costOfUsage, LABEL, refusal } from './api.ts';
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
  const data = answerPicture(reply);
  if (data === undefined) throw refusal(reply, settings.key);
  const costUsd = costOfUsage(reply, settings.model);
  try {
    return { bytes: pictureFromBase64(data, LABEL), ...(costUsd === undefined ? {} : { costUsd }) };
  } catch (error) {
    throw costUsd === undefined ? error : charged(error, costUsd);
  }
}
