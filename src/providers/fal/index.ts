import type { ImageProvider } from '../types.ts';
import { falImageModel } from './model.ts';

/** Models of many makers, on fal.ai's queue. */
export const fal: ImageProvider = { id: 'fal', createImageModel: falImageModel };
