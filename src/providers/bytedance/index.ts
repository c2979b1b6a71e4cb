import type { ImageProvider } from '../types.ts';
import { seedreamImageModel } from './model.ts';

/** Seedream, on ByteDance's Ark. */
export const bytedance: ImageProvider = { id: 'bytedance', createImageModel: seedreamImageModel };
