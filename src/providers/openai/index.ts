import { ENHANCE_MAX_TOKENS } from '../shared/enhance-instruction.ts';
import { chatEnhancer } from '../shared/openai-chat.ts';
import { versionedBase } from '../shared/server-address.ts';
import type { EnhancerProvider, ImageProvider } from '../types.ts';
import { BASE_URL, LABEL } from './api.ts';
import { openaiImageModel } from './model.ts';

/** GPT Image, and the request shape of DALL-E for servers behind `baseUrl` that still speak it. */
export const openai: ImageProvider = { id: 'openai', createImageModel: openaiImageModel };

/** `max_completion_tokens`: `max_tokens` is deprecated (package openai 7.55.0). */
export const openaiEnhancer: EnhancerProvider = {
  id: 'openai',
  createEnhancer: (settings, tools) =>
    chatEnhancer({
      vendor: LABEL,
      base: versionedBase(settings.baseUrl ?? BASE_URL),
      key: settings.key,
      model: settings.model,
      extra: { reasoning_effort: 'none', max_completion_tokens: ENHANCE_MAX_TOKENS },
      tools,
      documents503: false,
    }),
};
