import { fetchPicture } from '../../lib/fetch-picture.ts';

async function toPng(url: string): Promise<Blob> {
  const bitmap = await createImageBitmap(new Blob([await fetchPicture(url)]));
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty.'))), 'image/png');
  });
}

/** Puts a picture on the clipboard, as PNG: the one format that all browsers take. */
export async function copyImage(url: string): Promise<void> {
  const png = toPng(url);
  // Where the clipboard refuses before the picture is there, nobody else would hear that the picture failed, too.
  png.catch(() => undefined);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
