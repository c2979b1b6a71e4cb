import { chatRewriter } from '../shared/openai-chat.ts';
import { versionedBase } from '../shared/openai-server.ts';
import { REWRITE_MAX_TOKENS } from '../shared/rewrite-instruction.ts';
import type { ImageProvider, RewriterProvider } from '../types.ts';
import { BASE_URL, LABEL } from './api.ts';
import { openaiImageModel } from './model.ts';

/** GPT Image, and the request shape of DALL-E for servers behind `baseUrl` that still speak it. */
export const openai: ImageProvider = { id: 'openai', createImageModel: openaiImageModel };

/** `max_completion_tokens`: `max_tokens` is deprecated (package openai 7.55.0). */
export const openaiRewriter: RewriterProvider = {
  id: 'openai',
  createRewriter: (settings, tools) =>
    chatRewriter({
      vendor: LABEL,
      base: versionedBase(settings.baseUrl ?? BASE_URL),
      key: settings.key,
      model: settings.model,
      extra: { reasoning_effort: 'none', max_completion_tokens: REWRITE_MAX_TOKENS },
      tools,
      documents503: false,
    }),
};
