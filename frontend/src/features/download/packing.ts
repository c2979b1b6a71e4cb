import type { ExportResponse } from '../../../../src/contract/index.ts';
import type { DownloadedRun } from './picture-file.ts';

/** What the worker is asked for: everything that holds many pictures in memory, or keeps a processor busy. */
export type PackingTask =
  | { kind: 'zip'; run: DownloadedRun; address: string }
  | { kind: 'everything'; everything: PackedEverything }
  | { kind: 'sheet'; run: DownloadedRun; locale: string };

/** Everything of somebody, of all pages. */
export type PackedEverything = Pick<
  ExportResponse,
  'exportedAt' | 'person' | 'votes' | 'kept' | 'runs' | 'lists'
>;

/** A file, and how many pictures could not be fetched for it. */
export type Packed = { file: Blob; missing: number };

/** Packs in a thread of its own, so that the page stays responsive. @throws when the file could not be made; an event, if the thread's script did not load */
export function pack(task: PackingTask): Promise<Packed> {
  const worker = new Worker(new URL('./packing-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Packed>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Packed | { failure: string }>) => {
      if ('failure' in data) reject(new Error(data.failure));
      else resolve(data);
    };
    // Without a message it is not the script that failed, but its loading.
    worker.onerror = (event) => reject(event.message ? new Error(event.message) : event);
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
