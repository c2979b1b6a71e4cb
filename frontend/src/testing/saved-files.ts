import { afterEach, beforeEach } from '@jest/globals';

export interface SavedFile {
  name: string;
  blob: Blob;
}

/** The files that the page hands to the browser to save, in each test of the suite that calls this. */
export function watchSavedFiles(): () => SavedFile[] {
  const { createObjectURL, revokeObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let saved: SavedFile[] = [];
  let lastBlob: Blob | undefined;
  beforeEach(() => {
    saved = [];
    URL.createObjectURL = (blob) => {
      lastBlob = blob as Blob;
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    HTMLAnchorElement.prototype.click = function record() {
      if (lastBlob) saved.push({ name: this.download, blob: lastBlob });
    };
  });
  afterEach(() => {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    HTMLAnchorElement.prototype.click = click;
  });
  return () => saved;
}

/** What a file says; '' if there is none. */
export function textOfFile(blob: Blob | undefined): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob ?? new Blob());
  });
}
