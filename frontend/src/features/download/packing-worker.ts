// Runs in a worker: makes one file, then the page ends it.
import { drawSheet } from './contact-sheet.ts';
import type { Packed, PackingTask } from './packing.ts';
import { zipEverything } from './zip-everything.ts';
import { zipRun } from './zip-run.ts';

function made(task: PackingTask): Promise<Packed> {
  if (task.kind === 'everything') return zipEverything(task.everything);
  return task.kind === 'zip' ? zipRun(task.run, task.address) : drawSheet(task.run, task.locale);
}

self.onmessage = async ({ data }: MessageEvent<PackingTask>) => {
  try {
    self.postMessage(await made(data));
  } catch (error) {
    self.postMessage({ failure: String(error) });
  }
};
