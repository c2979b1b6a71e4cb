import type { CompletedResult, Parameters, Sent } from '../../../../src/contract/index.ts';
import { isSameShape, shapeOf } from '../../../../src/contract/shape.ts';

/** Vendor fields that only repeat the words or name the model; the strip is about settings. */
const NOT_SETTINGS = new Set(['prompt', 'model', 'text', 'text_prompts', 'contents', 'input']);

/** What went to the vendor, as `name value` pairs without the words themselves. */
export function sentSettings(result: CompletedResult): string[] {
  const { width, height, ...others } = result.sent;
  const sized = typeof width === 'number' && typeof height === 'number';
  const settings = Object.entries(sized ? others : result.sent)
    .filter(([name, value]) => !NOT_SETTINGS.has(name) && value !== result.requested.negativePrompt)
    .map(([name, value]) => `${name} ${sentValue(value)}`);
  return sized ? [pixels(width, height), ...settings] : settings;
}

/** One vendor field as a person reads it: `1344 × 768` for `{"width": 1344, "height": 768}`. */
export function sentValue(value: Sent[string]): string {
  if (typeof value !== 'object') return String(value);
  const { width, height, ...others } = value;
  if (typeof width === 'number' && typeof height === 'number' && Object.keys(others).length === 0) {
    return pixels(width, height);
  }
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${inner}`)
    .join(', ');
}

/** Whether the picture has another shape than asked for, by the rule that decides on warnings, too. */
export function isOtherShape(parameters: Parameters, width: number, height: number): boolean {
  const asked = shapeOf(parameters.aspectRatio ?? '1:1');
  return asked !== undefined && !isSameShape(width / height, asked);
}

/** `1024 × 1024` */
export function pixels(width: number, height: number): string {
  return `${width} × ${height}`;
}
