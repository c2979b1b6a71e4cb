import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { drawPicture } from './draw.ts';
import { demoModel, demoRequest } from './options.ts';
import { SCENARIOS, think } from './scenarios.ts';

/** Draws with rules instead of a model: no key, no network, no cost. */
export function demoImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel {
  const model = demoModel(settings.model);
  const scenario = SCENARIOS[settings.model];
  return {
    plan(options) {
      const { sent, warnings, ...request } = demoRequest(settings, options, model);
      let attempt = 0;
      return {
        sent,
        warnings,
        async run(context) {
          attempt += 1;
          await scenario?.({ attempt, tools, context });
          await think(model.thinksMs, tools, context);
          const { style, styleName } = model;
          const bytes = await drawPicture({ ...request, style, styleName, prompt: options.prompt });
          return { bytes, costUsd: 0 };
        },
      };
    },
  };
}
