import { chatRewriter } from '../shared/openai-chat.ts';
import { REWRITE_MAX_TOKENS } from '../shared/rewrite-instruction.ts';
import type { ImageProvider, RewriterProvider } from '../types.ts';
import { compatibleBase } from './api.ts';
import { compatibleImageModel } from './model.ts';
import { slotDialect } from './options.ts';

/** Any server that speaks OpenAI's images route; what they disagree on is in `dialects.ts`. */
export const openaiCompatible: ImageProvider = {
  id: 'openai-compatible',
  createImageModel: compatibleImageModel,
};

/** `max_tokens`: the newer name is not known to most of these servers. */
export const openaiCompatibleRewriter: RewriterProvider = {
  id: 'openai-compatible',
  createRewriter: (settings, tools) => {
    const dialect = slotDialect(settings);
    return chatRewriter({
      vendor: dialect.label,
      base: compatibleBase(settings, dialect),
      key: settings.key,
      model: settings.model,
      extra: { max_tokens: REWRITE_MAX_TOKENS },
      tools,
      documents503: dialect.documents503,
    });
  },
};
