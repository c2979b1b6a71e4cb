/** Red, green and blue, each 0 to 255. */
export type Color = readonly [number, number, number];

export function fromHex(hex: string): Color {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function toHex(color: Color): string {
  return `#${color.map((part) => clampByte(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Blends in linear light, where colours stay clean instead of going grey. */
export function blend(from: Color, to: Color, share: number): Color {
  return [
    blendPart(from[0], to[0], share),
    blendPart(from[1], to[1], share),
    blendPart(from[2], to[2], share),
  ];
}

/** Squares are near enough to linear light, and quick. */
function blendPart(from: number, to: number, share: number): number {
  return Math.sqrt(from * from * (1 - share) + to * to * share);
}

export function blendHex(from: string, to: string, share: number): string {
  return toHex(blend(fromHex(from), fromHex(to), share));
}

/** The colour at 0 to 1 along evenly spaced stops. */
export function along(stops: readonly Color[], position: number): Color {
  const scaled = Math.min(Math.max(position, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(scaled), stops.length - 2);
  const from = stops[index] ?? [0, 0, 0];
  return blend(from, stops[index + 1] ?? from, scaled - index);
}

function clampByte(part: number): number {
  return Math.min(Math.max(Math.round(part), 0), 255);
}
