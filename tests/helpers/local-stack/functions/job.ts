import { appendFileSync } from 'node:fs';

/** Records that it ran in the file that the event names; fails if the event says so. */
export async function handler(event: { file: string; text: string; fail?: boolean; hang?: boolean }) {
  appendFileSync(event.file, `${event.text}\n`);
  if (event.fail) throw new Error('failed on purpose');
  if (event.hang) await new Promise(() => setInterval(() => {}, 1000));
  return { done: event.text };
}
