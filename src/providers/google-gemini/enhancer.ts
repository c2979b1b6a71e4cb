import { ENHANCE_INSTRUCTION, ENHANCE_MAX_TOKENS } from '../shared/enhance-instruction.ts';
import { enhancedPrompt } from '../shared/enhanced-prompt.ts';
import { callGoogle } from '../shared/google-api.ts';
import type { ModelSettings, PromptEnhancer, ProviderTools } from '../types.ts';
import { answerText, LABEL, refusal } from './api.ts';

/** Models before Gemini 3 refuse a thinking level. */
const THINKS_BY_LEVEL = /^gemini-(?:[3-9]|\d{2})/;

/** Rewrites through `generateContent`; temperature and its like are ignored or refused since 2026-07-21. */
export function geminiEnhancer(settings: ModelSettings, tools: ProviderTools): PromptEnhancer {
  return {
    async enhance(prompt, context) {
      const body = {
        systemInstruction: { parts: [{ text: ENHANCE_INSTRUCTION }] },
        contents: [{ role: 'user', parts: [{ text: prompt }] }],
        generationConfig: {
          maxOutputTokens: ENHANCE_MAX_TOKENS,
          ...(THINKS_BY_LEVEL.test(settings.model) ? { thinkingConfig: { thinkingLevel: 'MINIMAL' } } : {}),
        },
      };
      const reply = await callGoogle(
        { vendor: LABEL, settings, method: 'generateContent', body, tools },
        context,
      );
      const text = answerText(reply);
      if (text.trim() === '') {
        const reason = refusal(reply, settings.key);
        if (reason.code !== 'INVALID_IMAGE') throw reason;
      }
      return enhancedPrompt(text, LABEL, [settings.key]);
    },
  };
}
