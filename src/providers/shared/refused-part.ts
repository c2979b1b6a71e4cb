import type { EditOperation } from '../../contract/constants.ts';
import { ProviderError } from '../../errors.ts';
import type { ImageProvider } from '../types.ts';
import { providerError } from './vendor-error.ts';

/** What is done without words, so that only the picture can be refused. */
const WORDLESS: readonly EditOperation[] = ['enlarge', 'cut-out'];

/**
 * The same vendor, whose refusals of edits say of what. Most vendors read the prompt and the pictures with one filter, and
 * say of both in the same words that they were refused.
 */
export function sayingWhatWasRefused(provider: ImageProvider): ImageProvider {
  return {
    ...provider,
    createImageModel(settings, tools) {
      const model = provider.createImageModel(settings, tools);
      return {
        ...model,
        plan(options) {
          const call = model.plan(options);
          const { operation } = options.edit ?? {};
          if (operation === undefined) return call;
          const run: typeof call.run = (context) =>
            call.run(context).catch((error: unknown) => {
              throw refusalOf(operation, error);
            });
          return { ...call, run };
        },
      };
    },
  };
}

function refusalOf(operation: EditOperation, error: unknown): unknown {
  if (!(error instanceof ProviderError) || error.refusal === undefined) return error;
  const { vendor, words, namesPrompt } = error.refusal;
  const isWordless = WORDLESS.includes(operation);
  if (namesPrompt && !isWordless) return error;
  const code = isWordless ? 'REFERENCE_REFUSED' : 'INPUT_REFUSED';
  const { billed, retryable, costUsd } = error;
  return providerError({ vendor, code, detail: words, billed, retryable, costUsd });
}
