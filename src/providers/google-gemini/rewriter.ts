import { callGoogle } from '../shared/google-api.ts';
import { REWRITE_INSTRUCTION, REWRITE_MAX_TOKENS } from '../shared/rewrite-instruction.ts';
import { rewrittenPrompt } from '../shared/rewritten-prompt.ts';
import type { ModelSettings, PromptRewriter, ProviderTools } from '../types.ts';
import { answerText, LABEL, refusal } from './api.ts';

/** Models before Gemini 3 refuse a thinking level. */
const THINKS_BY_LEVEL = /^gemini-(?:[3-9]|\d{2})/;

/** Rewrites through `generateContent`; temperature and its like are ignored or refused since 2026-07-21. */
export function geminiRewriter(settings: ModelSettings, tools: ProviderTools): PromptRewriter {
  return {
    async rewrite(prompt, context) {
      const body = {
        systemInstruction: { parts: [{ text: REWRITE_INSTRUCTION }] },
        contents: [{ role: 'user', parts: [{ text: prompt }] }],
        generationConfig: {
          maxOutputTokens: REWRITE_MAX_TOKENS,
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
      return rewrittenPrompt(text, LABEL);
    },
  };
}
