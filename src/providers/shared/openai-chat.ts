import { type HttpReply, sendRequest } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import type { VendorText } from '../../lib/vendor-text.ts';
import type { CallContext, PromptEnhancer, ProviderTools } from '../types.ts';
import { ENHANCE_INSTRUCTION } from './enhance-instruction.ts';
import { enhancedPrompt, unusableText } from './enhanced-prompt.ts';
import { noPicture } from './no-picture.ts';
import { bearer } from './server-address.ts';
import { providerError, statusError, transportError } from './vendor-error.ts';

export interface ChatSettings {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  /** With the version, without a trailing slash. */
  base: string;
  key: string | undefined;
  model: string;
  /** Fields besides model and messages, such as the token limit. */
  extra: Readonly<Record<string, string | number | boolean>>;
  tools: ProviderTools;
  documents503: boolean;
}

/** Rewrites prompts through `POST {base}/chat/completions`. */
export function chatEnhancer(settings: ChatSettings): PromptEnhancer {
  return { enhance: (prompt, context) => enhance(settings, prompt, context) };
}

async function enhance(settings: ChatSettings, prompt: string, context: CallContext): Promise<VendorText> {
  const { vendor, key, tools } = settings;
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url: `${settings.base}/chat/completions`,
    headers: bearer(key),
    body: {
      json: {
        model: settings.model,
        ...settings.extra,
        messages: [
          { role: 'system', content: ENHANCE_INSTRUCTION },
          { role: 'user', content: prompt },
        ],
      },
    },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, vendor);
  });
  if (reply.status < 200 || reply.status > 299) {
    throw statusError({
      vendor,
      reply,
      now: tools.clock.now(),
      secrets: [key],
      documents503: settings.documents503,
    });
  }
  return textOf(reply, settings);
}

/** Text, or a list of parts of which some are text. */
function textOf(reply: HttpReply, { vendor, key }: ChatSettings): VendorText {
  const choices = asRecord(reply.json)?.choices;
  const choice = asRecord(Array.isArray(choices) ? choices[0] : undefined);
  const message = asRecord(choice?.message);
  const refusal = message?.refusal;
  if (typeof refusal === 'string' || choice?.finish_reason === 'content_filter') {
    const detail = typeof refusal === 'string' ? refusal : undefined;
    throw providerError({ vendor, code: 'PROMPT_REFUSED', detail, secrets: [key] });
  }
  if (message === undefined) {
    const told = noPicture({ vendor, reply, secrets: [key] });
    throw told.code === 'INVALID_IMAGE' ? unusableText(vendor) : told;
  }
  const { content } = message;
  if (!Array.isArray(content)) return enhancedPrompt(content, vendor, [key]);
  const texts = content.map((part) => asRecord(part)?.text).filter((text) => typeof text === 'string');
  return enhancedPrompt(texts.join(''), vendor, [key]);
}
