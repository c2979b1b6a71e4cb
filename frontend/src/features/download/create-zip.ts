import { Zip, ZipPassThrough } from 'fflate';

/** A zip that stores files without compressing them, since pictures are compressed already. */
export function createZip() {
  // The browser keeps blobs out of this thread's memory, and a blob of blobs copies nothing.
  const parts: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(new Blob([chunk as BlobPart]));
  });
  return {
    async add(name: string, bytes: Uint8Array) {
      const before = parts.length;
      const entry = new ZipPassThrough(name);
      zip.add(entry);
      entry.push(bytes, true);
      // Reading a byte waits until the browser has taken a blob over; until then its bytes are in this thread's memory.
      await Promise.all(parts.slice(before).map((part) => part.slice(0, 1).arrayBuffer()));
    },
    end(): Blob {
      zip.end();
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}
