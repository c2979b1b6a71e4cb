import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { base64Of } from '../shared/inputs.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, InputPicture, ModelSettings } from '../types.ts';

/** The settings of a picture, and what the model cannot do as asked. Seeds have no documented effect: none is sent. */
export function geminiFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = shapeOf(settings, options);
  return {
    fields: { ...(size === undefined ? {} : { aspectRatio: size }), ...settings.fixed },
    warnings: [...warnings, ...unsupportedWarnings(options, [])],
  };
}

/** A picture that is handed in has a shape of its own, which is kept if none is asked for. */
function shapeOf(settings: ModelSettings, { aspectRatio, edit }: GenerateOptions) {
  if (edit !== undefined && aspectRatio === undefined) return { size: undefined, warnings: [] };
  return chosenSize(settings, aspectRatio);
}

/** The body of `generateContent`. `thinkingLevel` is the one fixed field that does not belong to the picture. */
export function geminiBody(
  prompt: string,
  { thinkingLevel, ...imageConfig }: Sent,
  pictures: readonly InputPicture[] = [],
): unknown {
  const inline = pictures.map((picture) => ({
    inlineData: { mimeType: picture.contentType, data: base64Of(picture) },
  }));
  return {
    contents: [{ role: 'user', parts: [...inline, { text: prompt }] }],
    generationConfig: {
      responseModalities: ['IMAGE'],
      imageConfig,
      ...(thinkingLevel === undefined ? {} : { thinkingConfig: { thinkingLevel } }),
    },
  };
}
