import { ENHANCE_MAX_TOKENS } from '../shared/enhance-instruction.ts';
import { chatEnhancer } from '../shared/openai-chat.ts';
import type { EnhancerProvider, ImageProvider } from '../types.ts';
import { compatibleBase } from './api.ts';
import { compatibleImageModel } from './model.ts';
import { slotDialect } from './options.ts';

/** Any server that speaks OpenAI's images route; what they disagree on is in `dialects.ts`. */
export const openaiCompatible: ImageProvider = {
  id: 'openai-compatible',
  createImageModel: compatibleImageModel,
};

/** `max_tokens`: the newer name is not known to most of these servers. */
export const openaiCompatibleEnhancer: EnhancerProvider = {
  id: 'openai-compatible',
  createEnhancer: (settings, tools) => {
    const dialect = slotDialect(settings);
    return chatEnhancer({
      vendor: dialect.label,
      base: compatibleBase(settings, dialect),
      key: settings.key,
      model: settings.model,
      extra: { max_tokens: ENHANCE_MAX_TOKENS },
      tools,
      documents503: dialect.documents503,
    });
  },
};
