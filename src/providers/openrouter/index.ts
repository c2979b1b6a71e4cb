import type { ImageProvider } from '../types.ts';
import { openrouterImageModel } from './model.ts';

/** Models of many makers, on OpenRouter's image API. */
export const openrouter: ImageProvider = { id: 'openrouter', createImageModel: openrouterImageModel };
