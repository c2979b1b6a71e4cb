import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GenerateResponse } from '../../src/contract/index.ts';
import { readCounters } from '../faults/ending.ts';
import { ended, runsOf, type Served } from './burst.ts';
import { MODELS, PRICE_USD, startLoadedStack } from './stack.ts';

/** Of the gateway, from the shortest that lets a run start; how many get their turn in it is up to the machine. */
const PATIENCES_MS = [4500, 6000, 9000, 15_000, 25_000];
/** Long enough for whatever may have been started in secret to be drawn. */
const SECRET_MS = 10_000;

interface Answer {
  prompt: string;
  status: number;
  jobId: string | undefined;
  /** What an error says. */
  words: string | undefined;
}

/**
 * As many people as that start a run at the same moment, before a gateway that gives some of them up. Who is sent an error
 * has no run, and who has one is told of it.
 * @returns what is wrong, one sentence each
 */
export async function givenUp(people: number): Promise<string[]> {
  for (const patienceMs of PATIENCES_MS) {
    const stack = await startLoadedStack(1_000_000, patienceMs);
    console.log(`${people} people at once before a gateway that gives up after ${patienceMs / 1000} s`);
    const { admitted, failed, wrong } = await meet(stack, people);
    await stack.stop();
    if (wrong.length > 0 || (admitted > 0 && failed > 0)) return wrong;
  }
  return ['Nobody was sent an error, or everybody, so nothing is known about that.'];
}

async function meet(stack: Served, people: number) {
  const answers = await Promise.all(
    Array.from({ length: people }, (_, index) => ask(stack.url, `a lighthouse of ${index} windows`)),
  );
  const admitted = answers.filter(({ status }) => status === 200);
  const failed = answers.filter(({ status }) => status !== 200);
  await Promise.all(admitted.map(({ jobId }) => ended(stack.url, jobId ?? '')));
  await wait(SECRET_MS);

  const shown = new Set(await runsOf(stack.url));
  const counters = await readCounters(stack);
  const sum = (pattern: RegExp) =>
    [...counters].reduce((total, [key, value]) => total + (pattern.test(key) ? value : 0), 0);
  const spent = Math.round(sum(/^spend#\d{4}-\d\d-\d\d$/));
  const cost = Math.round(MODELS * PRICE_USD * 1e6);
  console.log(`  admitted ${admitted.length}, sent an error ${failed.length}, runs drawn ${shown.size}`);

  const wrong = [
    ...failed
      .filter(({ prompt }) => shown.has(prompt))
      .map(({ prompt, status }) => `${prompt} was drawn although its client was sent ${status}`),
    ...admitted
      .filter(({ prompt }) => !shown.has(prompt))
      .map(({ prompt }) => `${prompt} was admitted and has no picture`),
    ...failed
      .filter(({ status }) => status < 500)
      .map(({ status, words }) => `${status} where nothing was asked wrongly: ${words}`),
  ];
  for (const name of ['ip', 'global']) {
    const counted = sum(new RegExp(`^rate#${name}#`));
    if (counted !== admitted.length) wrong.push(`${name}: ${counted} counted instead of ${admitted.length}`);
  }
  // What a run that was refused after it was written had reserved, the sweeper gives back.
  if (spent < admitted.length * cost || spent > people * cost || spent % cost !== 0)
    wrong.push(`${spent} micro-dollars for ${admitted.length} runs`);
  return { admitted: admitted.length, failed: failed.length, wrong };
}

async function ask(url: string, prompt: string): Promise<Answer> {
  const reply = await fetch(`${url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ prompt }),
  });
  const { jobId, error } = (await reply.json()) as Partial<GenerateResponse & { error: string }>;
  return { prompt, status: reply.status, jobId, words: error };
}
