import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** The part of Chromium's trace events that is read here; times in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
}

/** A task of a page's main thread in which scripts ran, in milliseconds. */
export interface ScriptTask {
  /** From its beginning to its end, whatever else the machine did meanwhile. */
  durationMs: number;
  /** Of the processor. */
  cpuMs: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8.execute'];
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
const SCRIPTS = new Set(['EvaluateScript', 'FunctionCall', 'RunMicrotasks', 'v8.evaluateModule']);

let traces = 0;

/** Records what a page does, and gives the tasks in which scripts ran, the longest first. */
export async function tasksWhile(
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
): Promise<ScriptTask[]> {
  traces += 1;
  const path = join(tmpdir(), `pixel-prompt-trace-${process.pid}-${traces}.json`);
  await browser.startTracing(page, { path, categories: CATEGORIES });
  try {
    await act();
  } finally {
    await browser.stopTracing();
  }
  try {
    const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] };
    return scriptTasks(traceEvents);
  } finally {
    await rm(path, { force: true });
  }
}

function scriptTasks(events: readonly TraceEvent[]): ScriptTask[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const scripts = Map.groupBy(
    events.filter(({ name }) => SCRIPTS.has(name)),
    threadOf,
  );
  return events
    .filter((task) => TASKS.has(task.name) && task.dur !== undefined)
    .filter((task) =>
      (scripts.get(threadOf(task)) ?? []).some(({ ts }) => ts >= task.ts && ts <= task.ts + (task.dur ?? 0)),
    )
    .map(({ dur = 0, tdur = dur }) => ({ durationMs: dur / 1000, cpuMs: tdur / 1000 }))
    .sort((a, b) => b.cpuMs - a.cpuMs);
}

/** Milliseconds that this browser takes for a fixed piece of work: what a figure of this machine is worth. */
export async function calibratedLoopMs(page: Page): Promise<number> {
  const times = await page.evaluate<number[]>(`[1, 2, 3, 4, 5].map(() => {
    const begun = performance.now();
    let sum = 0;
    for (let step = 0; step < 2e7; step += 1) sum = (sum * 31 + step) | 0;
    return performance.now() - begun + (sum === 0.5 ? 1 : 0);
  })`);
  return Math.min(...times);
}
