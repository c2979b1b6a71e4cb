import { bedrockError, bedrockPort, LABEL } from '../shared/bedrock-invoke.ts';
import { REWRITE_INSTRUCTION, REWRITE_MAX_TOKENS } from '../shared/rewrite-instruction.ts';
import { rewrittenPrompt } from '../shared/rewritten-prompt.ts';
import type { ModelSettings, PromptRewriter, ProviderTools } from '../types.ts';

/** Rewrites through Converse, with any text model that the role may use. */
export function bedrockRewriter(settings: ModelSettings, tools: ProviderTools): PromptRewriter {
  return {
    async rewrite(prompt, { signal }) {
      const request = { system: REWRITE_INSTRUCTION, user: prompt, maxTokens: REWRITE_MAX_TOKENS };
      const text = await bedrockPort(settings, tools)
        .converse(settings.model, request, signal)
        .catch((error: unknown) => {
          throw bedrockError(error, settings.model, signal);
        });
      return rewrittenPrompt(text, LABEL);
    },
  };
}
