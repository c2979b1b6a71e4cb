/** What part of a picture is seen: a scale, and a shift as fractions of the pane, so that it fits every pane. */
export type Viewport = { scale: number; x: number; y: number };

export const FIT: Viewport = { scale: 1, x: 0, y: 0 };
export const MAX_SCALE = 16;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Keeps some of the picture in the pane: its edge never comes past the middle of the free room. */
function bounded({ scale, x, y }: Viewport): Viewport {
  const room = (scale - 1) / 2;
  return { scale, x: clamp(x, -room, room) + 0, y: clamp(y, -room, room) + 0 };
}

/** Zooms by a factor around a point, given as fractions of the pane from its middle. */
export function zoomAt(view: Viewport, factor: number, point = { x: 0, y: 0 }): Viewport {
  const scale = clamp(view.scale * factor, 1, MAX_SCALE);
  const ratio = scale / view.scale;
  return bounded({
    scale,
    x: point.x - (point.x - view.x) * ratio,
    y: point.y - (point.y - view.y) * ratio,
  });
}

/** Moves by fractions of the pane. */
export function pan(view: Viewport, x: number, y: number): Viewport {
  return bounded({ scale: view.scale, x: view.x + x, y: view.y + y });
}

export function toTransform({ scale, x, y }: Viewport): string {
  return `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;
}

/** The scale at which one pixel of the picture is one pixel of the screen. */
export function pixelScale(
  picture: { width: number; height: number },
  pane: { width: number; height: number },
  pixelRatio: number,
): number {
  const shown = Math.min(pane.width, (pane.height * picture.width) / picture.height);
  return shown === 0 ? 1 : clamp(picture.width / pixelRatio / shown, 1, MAX_SCALE);
}
