import type { ImageProvider } from '../types.ts';
import { recraftImageModel } from './model.ts';

/** Recraft V2 to V4.1, raster pictures. */
export const recraft: ImageProvider = { id: 'recraft', createImageModel: recraftImageModel };
