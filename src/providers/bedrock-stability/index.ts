import type { EnhancerProvider, ImageProvider } from '../types.ts';
import { bedrockEnhancer } from './enhancer.ts';
import { stabilityOnBedrock } from './model.ts';

/** Stability AI's models on Amazon Bedrock. */
export const bedrockStability: ImageProvider = {
  id: 'bedrock-stability',
  createImageModel: stabilityOnBedrock,
};

/** For every slot on Bedrock. */
export const bedrockStabilityEnhancer: EnhancerProvider = {
  id: 'bedrock-stability',
  createEnhancer: bedrockEnhancer,
};
