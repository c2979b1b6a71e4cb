import type { ImageProvider } from '../types.ts';
import { fluxImageModel } from './model.ts';

/** FLUX.1, FLUX.2 and FLUX.3. */
export const blackForestLabs: ImageProvider = { id: 'black-forest-labs', createImageModel: fluxImageModel };
