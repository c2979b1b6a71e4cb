import { bedrockNovaCanvas } from './bedrock-nova-canvas/index.ts';
import { bedrockStability } from './bedrock-stability/index.ts';
import { blackForestLabs } from './black-forest-labs/index.ts';
import { bytedance } from './bytedance/index.ts';
import { dashscope } from './dashscope/index.ts';
import { demo } from './demo/index.ts';
import { fal } from './fal/index.ts';
import { googleGemini } from './google-gemini/index.ts';
import { googleImagen } from './google-imagen/index.ts';
import { openai } from './openai/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import { openrouter } from './openrouter/index.ts';
import { recraft } from './recraft/index.ts';
import { replicate } from './replicate/index.ts';
import { sdapi } from './sdapi/index.ts';
import { sayingWhatWasRefused } from './shared/refused-part.ts';
import { stabilityAi } from './stability-ai/index.ts';
import type { ImageProvider } from './types.ts';

const PROVIDERS: readonly ImageProvider[] = [
  bedrockNovaCanvas,
  bedrockStability,
  blackForestLabs,
  bytedance,
  dashscope,
  demo,
  fal,
  googleGemini,
  googleImagen,
  openai,
  openaiCompatible,
  openrouter,
  recraft,
  replicate,
  sdapi,
  stabilityAi,
];

/** Every vendor that draws, by the id that the catalog uses. Loaded by the worker only: demo brings sharp along. */
export const IMAGE_PROVIDERS: Readonly<Record<string, ImageProvider>> = Object.fromEntries(
  PROVIDERS.map((provider) => [provider.id, sayingWhatWasRefused(provider)]),
);
