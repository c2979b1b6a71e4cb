import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GalleryListResponse, GenerateResponse, StatusResponse } from '../../src/contract/index.ts';
import type { Timings } from './timings.ts';

/** Time between two polls of a run, as in the front end. */
const POLL_MS = 1000;
/** Time between two actions: reading, thinking, typing. */
const THINK_MS = 2000;
/** A run that takes longer counts as lost. */
const PATIENCE_MS = 180_000;

export interface Runs {
  started: number;
  ended: number;
  /** From `POST /generate` to the last picture. */
  milliseconds: number[];
  lost: string[];
}

const isRunning = ({ status }: StatusResponse) => status === 'pending' || status === 'in_progress';

/** One user: reads the models, sometimes rewrites a prompt, starts runs, watches them, browses the gallery. */
export async function useProduct(url: string, timings: Timings, runs: Runs, until: number): Promise<void> {
  const get = (route: string, path: string) => timings.timed(`GET ${route}`, () => fetch(url + path));
  const post = (route: string, body: object) =>
    timings.timed(`POST ${route}`, () =>
      fetch(url + route, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
    );
  const think = () => wait(Math.random() * THINK_MS * 2);

  // Users do not all arrive at the same moment.
  await think();
  await get('/models', '/models');
  while (Date.now() < until) {
    await think();
    if (Math.random() < 0.3) await post('/enhance', { prompt: 'a lighthouse' });
    const prompt = `a lighthouse in summer, number ${Math.floor(Math.random() * 1e6)}`;
    const began = performance.now();
    const started = (await post('/generate', { prompt })) as GenerateResponse | undefined;
    if (started === undefined) continue;
    runs.started += 1;
    await watch(started.jobId);
    runs.milliseconds.push(performance.now() - began);
    if (Math.random() < 0.5) await browse();
  }

  async function watch(jobId: string): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      await wait(POLL_MS);
      const job = (await get('/status/{jobId}', `/status/${jobId}`)) as StatusResponse | undefined;
      if (job !== undefined && !isRunning(job)) {
        runs.ended += 1;
        if (job.status !== 'completed')
          runs.lost.push(JSON.stringify(job.results.filter((result) => 'error' in result)));
        return;
      }
      if (Date.now() > end) {
        runs.lost.push(`${jobId} does not end`);
        return;
      }
    }
  }

  async function browse(): Promise<void> {
    const list = (await get('/gallery/list', '/gallery/list')) as GalleryListResponse | undefined;
    const entry = list?.galleries[Math.floor(Math.random() * list.galleries.length)];
    if (entry === undefined) return;
    await get('/gallery/{galleryId}', `/gallery/${entry.id}`);
    await timings.timed('GET /images/*', () => fetch(entry.preview));
  }
}
