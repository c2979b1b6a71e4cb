import { useEffect } from 'react';

const picturesIn = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));

/** Calls `take` with the pictures that somebody drops anywhere on the page, or pastes. */
export function usePictureFiles(take: (files: File[]) => void): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const arrived = (event: DragEvent | ClipboardEvent) => {
      const files = picturesIn('clipboardData' in event ? event.clipboardData : event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    };
    addEventListener('dragover', over);
    addEventListener('drop', arrived);
    addEventListener('paste', arrived);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', arrived);
      removeEventListener('paste', arrived);
    };
  }, [take]);
}
