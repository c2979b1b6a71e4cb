/** One stroke of the brush, in pixels of the picture. */
export type Stroke = { erases: boolean; size: number; points: readonly (readonly [x: number, y: number])[] };

/** What is marked of a picture: everything or nothing, then stroke by stroke. */
export type Marking = { everything: boolean; strokes: readonly Stroke[] };

export const NOTHING: Marking = { everything: false, strokes: [] };

/** Whether some of it may be marked. */
export const isMarked = ({ everything, strokes }: Marking) =>
  everything || strokes.some(({ erases }) => !erases);

/** What was marked is not, and the reverse. */
export const inverted = ({ everything, strokes }: Marking): Marking => ({
  everything: !everything,
  strokes: strokes.map((stroke) => ({ ...stroke, erases: !stroke.erases })),
});

export const withStroke = ({ everything, strokes }: Marking, stroke: Stroke): Marking => ({
  everything,
  strokes: [...strokes, stroke],
});

/** The line of a stroke as SVG has it; a single point is a line so short that only its round ends are seen. */
export function lineOf({ points }: Stroke): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  const last = others.length === 0 ? [[first[0] + 0.01, first[1]] as const] : others;
  return `M${first.join(' ')}${last.map((point) => `L${point.join(' ')}`).join('')}`;
}

/** A PNG of the size of the picture, white where it is marked, as the API wants a mask. */
export async function maskFile(
  { everything, strokes }: Marking,
  { width, height }: { width: number; height: number },
): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  context.fillStyle = everything ? '#fff' : '#000';
  context.fillRect(0, 0, width, height);
  Object.assign(context, { lineCap: 'round', lineJoin: 'round' });
  for (const stroke of strokes) {
    context.strokeStyle = stroke.erases ? '#000' : '#fff';
    context.lineWidth = stroke.size;
    context.stroke(new Path2D(lineOf(stroke)));
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The mask could not be made.');
  return new File([blob], 'mask.png', { type: 'image/png' });
}
