import type { ImageProvider } from '../types.ts';
import { demoImageModel } from './model.ts';

/** Pictures drawn by rule, and scenarios by name, so that everything can be tried without a vendor. */
export const demo: ImageProvider = { id: 'demo', createImageModel: demoImageModel };
