import type { ImageProvider } from '../types.ts';
import { dashscopeImageModel } from './model.ts';

/** Qwen-Image, Wan and Z-Image, on Alibaba Cloud's Model Studio, whose API is called DashScope. */
export const dashscope: ImageProvider = { id: 'dashscope', createImageModel: dashscopeImageModel };
