import type { ProviderError } from '../../src/errors.ts';
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts';
import { bytedance } from '../../src/providers/bytedance/index.ts';
import { dashscope } from '../../src/providers/dashscope/index.ts';
import { fal } from '../../src/providers/fal/index.ts';
import { googleGemini } from '../../src/providers/google-gemini/index.ts';
import { openai } from '../../src/providers/openai/index.ts';
import { openaiCompatible } from '../../src/providers/openai-compatible/index.ts';
import { openrouter } from '../../src/providers/openrouter/index.ts';
import { recraft } from '../../src/providers/recraft/index.ts';
import { replicate } from '../../src/providers/replicate/index.ts';
import { stabilityAi } from '../../src/providers/stability-ai/index.ts';
import type { ImageProvider, ModelSettings } from '../../src/providers/types.ts';
import { providerWorld, type ScriptedReply } from './provider-world.ts';

/** A reply as somebody recorded it: `body` verbatim, or the `message` alone where no more was written down. */
export interface RecordedReply {
  name: string;
  provider: string;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
  message?: string;
  source: string;
  end: Pick<ProviderError, 'code' | 'billed' | 'retryable'> & { says?: string };
}

interface Vendor {
  provider: ImageProvider;
  model: string;
  changed?: Partial<ModelSettings>;
  /** How this vendor wraps a message. */
  wrap: (message: string) => unknown;
}

const inError = (message: string) => ({ error: { message } });

const VENDORS: Readonly<Record<string, Vendor>> = {
  openai: { provider: openai, model: 'gpt-image-2', wrap: inError },
  'google-gemini': { provider: googleGemini, model: 'gemini-nano-banana-2.1', wrap: inError },
  'stability-ai': { provider: stabilityAi, model: 'ultra', wrap: (message) => ({ errors: [message] }) },
  recraft: { provider: recraft, model: 'recraftv4', wrap: (message) => ({ message }) },
  'black-forest-labs': { provider: blackForestLabs, model: 'flux-2-pro', wrap: (detail) => ({ detail }) },
  bytedance: { provider: bytedance, model: 'seedream-4-5-251128', wrap: inError },
  dashscope: { provider: dashscope, model: 'qwen-image-3.0', wrap: (text) => ({ message: text }) },
  fal: { provider: fal, model: 'fal-ai/flux/dev', wrap: (detail) => ({ detail }) },
  openrouter: { provider: openrouter, model: 'openai/gpt-image-2', wrap: inError },
  replicate: { provider: replicate, model: 'black-forest-labs/flux-dev', wrap: (detail) => ({ detail }) },
  together: {
    provider: openaiCompatible,
    model: 'black-forest-labs/FLUX.1-schnell',
    changed: { fixed: { dialect: 'together' } },
    wrap: inError,
  },
  xai: {
    provider: openaiCompatible,
    model: 'grok-imagine-image-2.0',
    changed: { fixed: { dialect: 'xai' } },
    wrap: (error) => ({ error }),
  },
  'openai-compatible': {
    provider: openaiCompatible,
    model: 'any',
    changed: { baseUrl: 'https://gateway.example/v1' },
    wrap: inError,
  },
};

/** What our provider makes of the reply. @throws where it makes a picture of it */
export async function runRecorded({ provider: name, status, headers, body, text, message }: RecordedReply) {
  const vendor = VENDORS[name];
  if (vendor === undefined) throw new Error(`There is no vendor ${name}.`);
  const json = message === undefined ? body : vendor.wrap(message);
  const reply: ScriptedReply = { status, headers, ...(text === undefined ? { json } : { text }) };
  const settings: ModelSettings = {
    model: vendor.model,
    key: 'sk-secretkey-ALPHA-1234567890abcdef',
    baseUrl: undefined,
    region: undefined,
    sizes: { '1:1': '1024x1024' },
    fixed: {},
    priceUsd: undefined,
    ...vendor.changed,
  };
  const model = vendor.provider.createImageModel(settings, providerWorld([reply]).tools);
  return model
    .plan({ prompt: 'a red fox in snow' })
    .run({ signal: new AbortController().signal })
    .then(
      () => {
        throw new Error(`${name} made a picture of it.`);
      },
      (error: ProviderError) => error,
    );
}
