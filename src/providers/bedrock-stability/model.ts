import { otherSeed } from '../../lib/warning.ts';
import { invokeBedrock, LABEL } from '../shared/bedrock-invoke.ts';
import type { ImageModel, ModelSettings, ProviderTools } from '../types.ts';
import { stabilityPicture } from './api.ts';
import { stabilityFields } from './options.ts';

/** InvokeModel of Stable Image Ultra and Core and of Stable Diffusion 3.5, with the role of the function. */
export function stabilityOnBedrock(settings: ModelSettings, tools: ProviderTools): ImageModel {
  return {
    plan(options) {
      const { fields, warnings } = stabilityFields(settings, options);
      return {
        sent: fields,
        warnings,
        async run(context) {
          const body = { prompt: options.prompt, ...fields };
          const { bytes, seed } = stabilityPicture(await invokeBedrock(settings, body, tools, context));
          const isAnother = seed !== undefined && (options.seed ?? 0) !== 0 && seed !== options.seed;
          return isAnother ? { bytes, warnings: [otherSeed(LABEL, seed)] } : { bytes };
        },
      };
    },
  };
}
