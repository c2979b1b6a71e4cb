import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const SAMPLE_MS = 20;

export interface WatchedDownload {
  file: Buffer;
  /** Milliseconds of each task that kept the page from reacting for longer than 50 ms. */
  longTasks: number[];
  /** What the browser's page processes took beyond what they had before, at most. */
  memoryMb: number;
}

/** From now on the page notes its long tasks. */
export async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask' });
  })()`);
}

/** Presses a button that downloads a file, in a page whose tasks are watched. */
export async function watchedDownload(page: Page, button: string): Promise<WatchedDownload> {
  const before = renderersMb();
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, renderersMb());
  }, SAMPLE_MS);
  try {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: button }).click(),
    ]);
    const file = readFileSync(await download.path());
    const longTasks = await page.evaluate<number[]>('longTasks.splice(0)');
    return { file, longTasks, memoryMb: most - before };
  } finally {
    clearInterval(sampling);
  }
}

/** Resident memory of the browser's page processes, which are named so on their command lines. */
function renderersMb(): number {
  return readdirSync('/proc').reduce((sum, pid) => {
    try {
      if (!/^\d+$/.test(pid) || !isOurRenderer(pid)) return sum;
      return (
        sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
      );
    } catch {
      // It has just ended.
      return sum;
    }
  }, 0);
}

/** A renderer whose ancestors lead to this test, since other browsers may run on this machine. */
function isOurRenderer(pid: string): boolean {
  if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return false;
  for (let ancestor = pid; Number(ancestor) > 1; ) {
    if (ancestor === String(process.pid)) return true;
    const stat = readFileSync(`/proc/${ancestor}/stat`, 'utf8');
    ancestor = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '1';
  }
  return false;
}
