import { bedrockError, bedrockPort, LABEL } from '../shared/bedrock-invoke.ts';
import { ENHANCE_INSTRUCTION, ENHANCE_MAX_TOKENS } from '../shared/enhance-instruction.ts';
import { enhancedPrompt } from '../shared/enhanced-prompt.ts';
import type { ModelSettings, PromptEnhancer, ProviderTools } from '../types.ts';

/** Rewrites through Converse, with any text model that the role may use. */
export function bedrockEnhancer(settings: ModelSettings, tools: ProviderTools): PromptEnhancer {
  return {
    async enhance(prompt, { signal }) {
      const request = { system: ENHANCE_INSTRUCTION, user: prompt, maxTokens: ENHANCE_MAX_TOKENS };
      const text = await bedrockPort(settings, tools)
        .converse(settings.model, request, signal)
        .catch((error: unknown) => {
          throw bedrockError(error, settings.model, signal);
        });
      return enhancedPrompt(text, LABEL, []);
    },
  };
}
