import type { Counted } from './changes.ts';

/** Addresses of two pictures, and what tells where a change was asked for. */
export type ChangesTask = {
  before: string;
  after: string;
  mask?: string;
  margins?: { left?: number; right?: number; top?: number; bottom?: number };
};

export type Measured =
  | (Counted & { kind: 'measured'; picture: Blob; width: number; height: number; isScaled: boolean })
  | { kind: 'other-shape' };

/** Compares in a thread of its own, so that the page stays responsive. @throws when it could not be done, or is no longer wanted */
export async function measureChanges(task: ChangesTask, signal: AbortSignal): Promise<Measured> {
  const worker = new Worker(new URL('./changes-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Measured>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onmessage = ({ data }: MessageEvent<Measured | { failure: string }>) => {
      if ('failure' in data) reject(new Error(data.failure));
      else resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message || 'The script did not load.'));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
