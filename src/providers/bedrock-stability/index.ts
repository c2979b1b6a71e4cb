import type { ImageProvider, RewriterProvider } from '../types.ts';
import { stabilityOnBedrock } from './model.ts';
import { bedrockRewriter } from './rewriter.ts';

/** Stability AI's models on Amazon Bedrock. */
export const bedrockStability: ImageProvider = {
  id: 'bedrock-stability',
  createImageModel: stabilityOnBedrock,
};

/** For every slot on Bedrock. */
export const bedrockStabilityRewriter: RewriterProvider = {
  id: 'bedrock-stability',
  createRewriter: bedrockRewriter,
};
