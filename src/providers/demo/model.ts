import { EDIT_OPERATIONS } from '../../contract/constants.ts';
import { lookUp } from '../../lib/look-up.ts';
import type { CallContext, ImageModel, ModelSettings, PlannedCall, ProviderTools } from '../types.ts';
import { drawPicture } from './draw.ts';
import { editPictures } from './edit.ts';
import { demoEditRequest, demoModel, demoRequest } from './options.ts';
import { lookOf } from './recolor.ts';
import { SCENARIOS, think } from './scenarios.ts';
import { usedTool } from './tools.ts';

/** Draws with rules instead of a model: no key, no network, no cost. */
export function demoImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const model = demoModel(settings.model);
  const scenario = lookUp(SCENARIOS, settings.model);
  /** The same for every picture, however it is made. */
  const planned = (
    request: Pick<PlannedCall, 'sent' | 'warnings'>,
    prompt: string,
    make: () => Promise<Uint8Array>,
  ) => {
    const { sent, warnings } = request;
    let attempt = 0;
    return {
      sent,
      warnings,
      async run(context: CallContext) {
        attempt += 1;
        await scenario?.({ attempt, tools, context, prompt });
        await think(model.thinksMs, tools, context);
        return { bytes: await make(), costUsd: 0 };
      },
    };
  };
  return {
    edits: EDIT_OPERATIONS,
    plan(options) {
      const { edit, prompt } = options;
      const { style, styleName, hand } = model;
      if (edit !== undefined) {
        const { tool, ...request } = demoEditRequest(settings, options, edit);
        return planned(request, prompt, () =>
          tool === undefined
            ? editPictures({ ...request, edit, instruction: prompt, hand })
            : usedTool({ ...request, ...tool, look: lookOf(prompt), hand }),
        );
      }
      const request = demoRequest(settings, options, model);
      return planned(request, prompt, () => drawPicture({ ...request, style, styleName, prompt }));
    },
  };
}
