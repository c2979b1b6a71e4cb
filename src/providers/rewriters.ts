import { demoRewriter } from './demo/rewriter.ts';
import { openaiRewriter } from './openai/index.ts';
import { openaiCompatibleRewriter } from './openai-compatible/index.ts';
import type { RewriterProvider } from './types.ts';

/** Every vendor that rewrites prompts, by the id that the catalog uses. Loaded by the enhance function only. */
export const REWRITERS: Readonly<Record<string, RewriterProvider>> = {
  demo: demoRewriter,
  openai: openaiRewriter,
  'openai-compatible': openaiCompatibleRewriter,
};
