import type { ImageProvider } from '../types.ts';
import { sdapiImageModel } from './model.ts';

/** AUTOMATIC1111's web UI, Forge, SD.Next and stable-diffusion.cpp, started with their API. */
export const sdapi: ImageProvider = { id: 'sdapi', createImageModel: sdapiImageModel };
