import type { ImageProvider } from '../types.ts';
import { stabilityImageModel } from './model.ts';

/** Stable Image Ultra and Core, Stable Diffusion 3.5. */
export const stabilityAi: ImageProvider = { id: 'stability-ai', createImageModel: stabilityImageModel };
