import type { Sent } from '../../contract/index.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';

/** The settings of a picture, and what the model cannot do as asked. Seeds have no documented effect: none is sent. */
export function geminiFields(
  settings: ModelSettings,
  options: GenerateOptions,
): { fields: Sent; warnings: Warning[] } {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  return {
    fields: { ...(size === undefined ? {} : { aspectRatio: size }), ...settings.fixed },
    warnings: [...warnings, ...unsupportedWarnings(options, [])],
  };
}

/** The body of `generateContent`. `thinkingLevel` is the one fixed field that does not belong to the picture. */
export function geminiBody(prompt: string, { thinkingLevel, ...imageConfig }: Sent): unknown {
  return {
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    generationConfig: {
      responseModalities: ['IMAGE'],
      imageConfig,
      ...(thinkingLevel === undefined ? {} : { thinkingConfig: { thinkingLevel } }),
    },
  };
}
