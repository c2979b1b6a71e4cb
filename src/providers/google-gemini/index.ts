import type { EnhancerProvider, ImageProvider } from '../types.ts';
import { geminiEnhancer } from './enhancer.ts';
import { geminiImageModel } from './model.ts';

/** The Nano Banana family of Gemini image models. */
export const googleGemini: ImageProvider = { id: 'google-gemini', createImageModel: geminiImageModel };

export const googleGeminiEnhancer: EnhancerProvider = { id: 'google-gemini', createEnhancer: geminiEnhancer };
