import type { CompletedResult, Parameters } from '../../../../src/contract/index.ts';

/** Vendor fields that only repeat the words or name the model; the strip is about settings. */
const NOT_SETTINGS = new Set(['prompt', 'model', 'text', 'text_prompts', 'contents', 'input']);

/** What went to the vendor, as `name value` pairs without the words themselves. */
export function sentSettings(result: CompletedResult): string[] {
  const { width, height, ...others } = result.sent;
  const sized = typeof width === 'number' && typeof height === 'number';
  const settings = Object.entries(sized ? others : result.sent)
    .filter(([name, value]) => !NOT_SETTINGS.has(name) && value !== result.requested.negativePrompt)
    .map(([name, value]) => `${name} ${value}`);
  return sized ? [pixels(width, height), ...settings] : settings;
}

/** Whether the picture has another shape than asked for; two percent are rounding to the vendor's grid. */
export function isOtherShape(parameters: Parameters, width: number, height: number): boolean {
  const [across, down] = (parameters.aspectRatio ?? '1:1').split(':').map(Number);
  if (!across || !down) return false;
  return Math.abs(width / height / (across / down) - 1) > 0.02;
}

/** `1024 × 1024` */
export function pixels(width: number, height: number): string {
  return `${width} × ${height}`;
}
