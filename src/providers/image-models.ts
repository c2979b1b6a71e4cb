import { demo } from './demo/index.ts';
import { openai } from './openai/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import { recraft } from './recraft/index.ts';
import { stabilityAi } from './stability-ai/index.ts';
import type { ImageProvider } from './types.ts';

/** Every vendor that draws, by the id that the catalog uses. Loaded by the worker only: demo brings sharp along. */
export const IMAGE_PROVIDERS: Readonly<Record<string, ImageProvider>> = {
  demo,
  openai,
  'openai-compatible': openaiCompatible,
  recraft,
  'stability-ai': stabilityAi,
};
