import type { AspectRatio } from '../contract/index.ts';

/** Pixels of the longer side. */
const LONGER_SIDE = 1024;

/** The one size in which every picture of a blind run is shown that was asked for in this shape; a square without one. */
export function blindSize(shape: AspectRatio = '1:1'): { width: number; height: number } {
  const [across = 1, down = 1] = shape.split(':').map(Number);
  const scale = LONGER_SIDE / Math.max(across, down);
  return { width: Math.round(across * scale), height: Math.round(down * scale) };
}
