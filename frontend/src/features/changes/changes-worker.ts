// Runs in a worker: compares two pictures, then the page ends it.
import { fetchPicture } from '../../lib/fetch-picture.ts';
import { changesOf, type Pixels, placeOfSource } from './changes.ts';
import type { ChangesTask, Measured } from './measure-changes.ts';

type Size = { width: number; height: number };

const decoded = async (address: string) => createImageBitmap(new Blob([await fetchPicture(address)]));

/** The pixels of a part of a picture, in another size if need be. The bitmap is closed. */
function pixelsOf(
  bitmap: ImageBitmap,
  { width, height }: Size,
  part: Size & { x: number; y: number } = { x: 0, y: 0, width: bitmap.width, height: bitmap.height },
): Pixels {
  const context = contextOf({ width, height });
  // Nothing in between: a mask is light or dark.
  context.imageSmoothingEnabled = part.width !== width || part.height !== height;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

function contextOf({ width, height }: Size) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas.');
  return context;
}

async function measured({ before, after, mask, margins }: ChangesTask): Promise<Measured> {
  const [source, result] = [await decoded(before), await decoded(after)];
  const { width, height } = source;
  const size = { width, height };
  const place = placeOfSource(size, result, margins);
  if (place === undefined) return { kind: 'other-shape' };
  const isScaled = place.width !== width || place.height !== height;
  const pixels = { before: pixelsOf(source, size), after: pixelsOf(result, size, place) };
  const marked = mask === undefined ? undefined : pixelsOf(await decoded(mask), size);
  const { picture, kept, changed } = changesOf(pixels.before, pixels.after, marked);
  const context = contextOf(size);
  context.putImageData(new ImageData(picture, width, height), 0, 0);
  const file = await context.canvas.convertToBlob({ type: 'image/png' });
  return { kind: 'measured', kept, changed, isScaled, picture: file, ...size };
}

self.onmessage = async ({ data }: MessageEvent<ChangesTask>) => {
  try {
    self.postMessage(await measured(data));
  } catch (error) {
    self.postMessage({ failure: String(error) });
  }
};
