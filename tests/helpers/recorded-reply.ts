import type { ProviderError } from '../../src/errors.ts';
import { asRecord } from '../../src/lib/record.ts';
import { bedrockStability } from '../../src/providers/bedrock-stability/index.ts';
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts';
import { bytedance } from '../../src/providers/bytedance/index.ts';
import { dashscope } from '../../src/providers/dashscope/index.ts';
import { fal } from '../../src/providers/fal/index.ts';
import { googleGemini } from '../../src/providers/google-gemini/index.ts';
import { googleImagen } from '../../src/providers/google-imagen/index.ts';
import { openai } from '../../src/providers/openai/index.ts';
import { openaiCompatible } from '../../src/providers/openai-compatible/index.ts';
import { openrouter } from '../../src/providers/openrouter/index.ts';
import { recraft } from '../../src/providers/recraft/index.ts';
import { replicate } from '../../src/providers/replicate/index.ts';
import { stabilityAi } from '../../src/providers/stability-ai/index.ts';
import { BedrockFailure, type ImageProvider, type ModelSettings } from '../../src/providers/types.ts';
import { providerWorld, type ScriptedReply } from './provider-world.ts';

/** A reply as somebody recorded it: `body` verbatim, or the `message` alone where no more was written down. */
export interface RecordedReply {
  name: string;
  provider: string;
  status: number;
  /** Of Bedrock, whose SDK throws. */
  exception?: string;
  /** Whether the vendor had taken the task before it said so. */
  polled?: boolean;
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
  /** How it says that it has taken a task. */
  taken?: ScriptedReply;
}

const inError = (message: string) => ({ error: { message } });

const VENDORS: Readonly<Record<string, Vendor>> = {
  openai: { provider: openai, model: 'gpt-image-2', wrap: inError },
  'google-gemini': { provider: googleGemini, model: 'gemini-nano-banana-2.1', wrap: inError },
  'google-imagen': { provider: googleImagen, model: 'imagen-4.0-generate-001', wrap: inError },
  'bedrock-stability': {
    provider: bedrockStability,
    model: 'stability.stable-image-core-v1:1',
    changed: { region: 'us-west-2' },
    wrap: (message) => ({ message }),
  },
  'stability-ai': { provider: stabilityAi, model: 'ultra', wrap: (message) => ({ errors: [message] }) },
  recraft: { provider: recraft, model: 'recraftv4', wrap: (message) => ({ message }) },
  'black-forest-labs': { provider: blackForestLabs, model: 'flux-2-pro', wrap: (detail) => ({ detail }) },
  bytedance: { provider: bytedance, model: 'seedream-4-5-251128', wrap: inError },
  dashscope: { provider: dashscope, model: 'qwen-image-3.0', wrap: (text) => ({ message: text }) },
  fal: { provider: fal, model: 'fal-ai/flux/dev', wrap: (detail) => ({ detail }) },
  openrouter: { provider: openrouter, model: 'openai/gpt-image-2', wrap: inError },
  replicate: {
    provider: replicate,
    model: 'black-forest-labs/flux-dev',
    wrap: (detail) => ({ detail }),
    taken: {
      status: 201,
      json: { status: 'starting', urls: { get: 'https://api.replicate.com/v1/predictions/1' } },
    },
  },
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
export async function runRecorded(recorded: RecordedReply) {
  const vendor = VENDORS[recorded.provider];
  if (vendor === undefined) throw new Error(`There is no vendor ${recorded.provider}.`);
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
  const replies = [...(recorded.polled && vendor.taken ? [vendor.taken] : []), replyOf(recorded, vendor)];
  const model = vendor.provider.createImageModel(settings, providerWorld(replies).tools);
  return model
    .plan({ prompt: 'a red fox in snow' })
    .run({ signal: new AbortController().signal })
    .then(
      () => {
        throw new Error(`${recorded.provider} made a picture of it.`);
      },
      (error: ProviderError) => error,
    );
}

function replyOf(recorded: RecordedReply, vendor: Vendor): ScriptedReply {
  const { status, headers, body, text, message, exception } = recorded;
  if (exception !== undefined) {
    return { fail: new BedrockFailure(exception, status, String(asRecord(body)?.message)) };
  }
  const json = message === undefined ? body : vendor.wrap(message);
  return { status, headers, ...(text === undefined ? { json } : { text }) };
}
