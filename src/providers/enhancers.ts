import { bedrockStabilityEnhancer } from './bedrock-stability/index.ts';
import { demoEnhancer } from './demo/enhancer.ts';
import { googleGeminiEnhancer } from './google-gemini/index.ts';
import { openaiEnhancer } from './openai/index.ts';
import { openaiCompatibleEnhancer } from './openai-compatible/index.ts';
import type { EnhancerProvider } from './types.ts';

/** Every vendor that rewrites prompts, by the id that the catalog uses. Loaded by the enhance function only. */
export const ENHANCERS: Readonly<Record<string, EnhancerProvider>> = {
  'bedrock-stability': bedrockStabilityEnhancer,
  demo: demoEnhancer,
  'google-gemini': googleGeminiEnhancer,
  openai: openaiEnhancer,
  'openai-compatible': openaiCompatibleEnhancer,
};
