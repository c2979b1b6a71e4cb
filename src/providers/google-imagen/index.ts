import type { ImageProvider } from '../types.ts';
import { imagenImageModel } from './model.ts';

/** Imagen 3 and 4, on servers that still speak its protocol. */
export const googleImagen: ImageProvider = { id: 'google-imagen', createImageModel: imagenImageModel };
