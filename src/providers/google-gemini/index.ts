import type { ImageProvider, RewriterProvider } from '../types.ts';
import { geminiImageModel } from './model.ts';
import { geminiRewriter } from './rewriter.ts';

/** The Nano Banana family of Gemini image models. */
export const googleGemini: ImageProvider = { id: 'google-gemini', createImageModel: geminiImageModel };

export const googleGeminiRewriter: RewriterProvider = { id: 'google-gemini', createRewriter: geminiRewriter };
