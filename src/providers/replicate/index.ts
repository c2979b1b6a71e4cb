import type { ImageProvider } from '../types.ts';
import { replicateImageModel } from './model.ts';

/** The official models of Replicate, which have a price for each picture. */
export const replicate: ImageProvider = { id: 'replicate', createImageModel: replicateImageModel };
