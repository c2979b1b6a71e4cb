import type { ImageProvider } from '../types.ts';
import { canvasImageModel } from './model.ts';

/** Amazon's own image models, Nova Canvas and Titan. */
export const bedrockNovaCanvas: ImageProvider = {
  id: 'bedrock-nova-canvas',
  createImageModel: canvasImageModel,
};
