import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GalleryListResponse, GenerateResponse, StatusResponse } from '../../src/contract/index.ts';
import { type OwnedStack, readCounters } from '../faults/ending.ts';
import { until } from '../helpers/local-stack/start.ts';
import { withinOneHour } from '../helpers/within-one-hour.ts';
import { MODELS, PRICE_USD } from './stack.ts';
import { percentile } from './timings.ts';

/** The share of people, the first to come, who break off the connection and ask again with the same key. */
const IMPATIENT = 0.1;
/** Within this time after the first response they do so, when their own is on its way. */
const BREAK_OFF_MS = 300;
/** A run must have started by then. */
const PATIENCE_MS = 120_000;

export interface Served extends OwnedStack {
  url: string;
}

/** What one person got in the end, and what it took. */
interface Answer {
  prompt: string;
  status: number;
  jobId: string | undefined;
  milliseconds: number;
  /** Whether the first response was never read. */
  wasLost: boolean;
}

/**
 * That many people start a run at the same moment, against an address limit that lets only some of them in.
 * @returns what is wrong, one sentence each
 */
export async function burst(stack: Served, people: number, limit: number): Promise<string[]> {
  await withinOneHour();
  const first = Promise.withResolvers<void>();
  const answers = await Promise.all(
    Array.from({ length: people }, (_, index) => ask(stack.url, index, index < people * IMPATIENT, first)),
  );
  const by = (isMeant: (answer: Answer) => boolean) => answers.filter(isMeant);
  const admitted = by(({ status }) => status === 200);
  const refused = by(({ status }) => status === 429);
  const failed = by(({ status }) => status !== 200 && status !== 429);
  const runs = new Set(admitted.map(({ jobId }) => jobId ?? ''));
  const lost = admitted.filter(({ wasLost }) => wasLost);

  await Promise.all([...runs].map((jobId) => ended(stack.url, jobId)));
  const shown = await runsOf(stack.url);
  const counters = await readCounters(stack);
  const sum = (prefix: string) =>
    [...counters].reduce((total, [key, value]) => total + (key.startsWith(prefix) ? value : 0), 0);
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);

  console.log(`${people} people at once against a limit of ${limit}`);
  console.log(`  admitted ${admitted.length}, refused ${refused.length}, failed ${failed.length}`);
  console.log(`  answers lost, and found again with their key: ${lost.length}`);
  console.log(`  counted for the address ${sum('rate#ip#')}, for everybody ${sum('rate#global#')}`);
  const spent = [...counters].filter(([key]) => /^spend#\d{4}-\d\d-\d\d$/.test(key));
  const spentUsd = spent.reduce((total, [, value]) => total + value, 0) / 1e6;
  console.log(`  spent ${spentUsd.toFixed(2)} US dollars`);
  console.log(
    `  p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms, worst ${percentile(times, 1)} ms`,
  );

  const wrong = [
    ...failed.map(({ status, prompt }) => `${prompt}: ${status}`),
    ...shown
      .filter((prompt) => failed.some((answer) => answer.prompt === prompt))
      .map((prompt) => `${prompt} was drawn although its client was sent an error`),
  ];
  const expected = { admitted: limit, address: runs.size, everybody: runs.size };
  const found = { admitted: runs.size, address: sum('rate#ip#'), everybody: sum('rate#global#') };
  for (const name of ['admitted', 'address', 'everybody'] as const) {
    if (found[name] !== expected[name]) wrong.push(`${name}: ${found[name]} instead of ${expected[name]}`);
  }
  if (runs.size !== admitted.length) wrong.push('Two people have one run.');
  if (shown.length !== runs.size) wrong.push(`${shown.length} runs in the gallery instead of ${runs.size}`);
  const cost = runs.size * MODELS * PRICE_USD;
  if (Math.abs(spentUsd - cost) > 1e-9) wrong.push(`${spentUsd} spent instead of ${cost}`);
  if (lost.length === 0) wrong.push('No answer was lost, so nothing is known about that.');
  return wrong;
}

/** @param first settled with the first response of all, when the stack is known to be at work on the others */
async function ask(
  url: string,
  index: number,
  isImpatient: boolean,
  first: PromiseWithResolvers<void>,
): Promise<Answer> {
  const prompt = `a lighthouse of ${index} windows`;
  const key = randomUUID();
  const began = performance.now();
  const send = (signal?: AbortSignal) =>
    fetch(`${url}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ prompt }),
      ...(signal && { signal }),
    });
  let wasLost = false;
  if (isImpatient) {
    const breakingOff = new AbortController();
    void first.promise.then(() => wait(Math.random() * BREAK_OFF_MS)).then(() => breakingOff.abort());
    const response = await send(breakingOff.signal).catch(() => undefined);
    wasLost = response === undefined;
    first.resolve();
  }
  for (;;) {
    const reply = await send();
    first.resolve();
    const body = (await reply.json()) as Partial<GenerateResponse>;
    const { status } = reply;
    const milliseconds = performance.now() - began;
    // The request that was broken off is still being processed, or the gateway gave this one up: its run is found again.
    const isOver = status !== 409 && !(wasLost && status === 503);
    if (isOver || milliseconds > PATIENCE_MS)
      return { prompt, status, jobId: body.jobId, milliseconds, wasLost };
    await wait(500);
  }
}

export const ended = (url: string, jobId: string) =>
  until(async () => {
    const job = (await (await fetch(`${url}/status/${jobId}`)).json()) as StatusResponse;
    return job.endedAt === null ? undefined : job;
  }, PATIENCE_MS);

/** Prompts of all runs that have a picture. */
export async function runsOf(url: string): Promise<string[]> {
  const prompts: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = `limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const reply = await fetch(`${url}/gallery/list?${query}`);
    const page = (await reply.json()) as GalleryListResponse;
    prompts.push(...page.galleries.map(({ prompt }) => prompt));
    cursor = page.nextCursor;
  }
  return prompts;
}
