import { bedrockStabilityRewriter } from './bedrock-stability/index.ts';
import { demoRewriter } from './demo/rewriter.ts';
import { googleGeminiRewriter } from './google-gemini/index.ts';
import { openaiRewriter } from './openai/index.ts';
import { openaiCompatibleRewriter } from './openai-compatible/index.ts';
import type { RewriterProvider } from './types.ts';

/** Every vendor that rewrites prompts, by the id that the catalog uses. Loaded by the enhance function only. */
export const REWRITERS: Readonly<Record<string, RewriterProvider>> = {
  'bedrock-stability': bedrockStabilityRewriter,
  demo: demoRewriter,
  'google-gemini': googleGeminiRewriter,
  openai: openaiRewriter,
  'openai-compatible': openaiCompatibleRewriter,
};
