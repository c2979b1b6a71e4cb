import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openUnwatchedTab } from './unwatched-tab.ts';

const SAMPLE_MS = 20;

export interface WatchedDownload {
  file: Buffer;
  /** Milliseconds of each task that kept the page from reacting for longer than 50 ms. */
  longTasks: number[];
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
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: button }).click(),
  ]);
  const file = readFileSync(await download.path());
  return { file, longTasks: await page.evaluate<number[]>('longTasks.splice(0)') };
}

/** What the browser's page processes take beyond what they had before, at most, while a page makes a file; in MB. */
export async function memoryOfDownload(browser: Browser, url: string, button: string): Promise<number> {
  const tab = await openUnwatchedTab(browser, url);
  try {
    await tab.evaluate(whenReady(button));
    const before = renderersMb();
    let most = 0;
    const sampling = setInterval(() => {
      most = Math.max(most, growthMb(before, renderersMb()));
    }, SAMPLE_MS);
    await tab.evaluate(untilSaved(button)).finally(() => clearInterval(sampling));
    return most;
  } finally {
    await tab.close();
  }
}

const named = (button: string) =>
  `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === ${JSON.stringify(button)})`;

/** Resolves once the button is there and every picture is loaded. */
const whenReady = (button: string) => `new Promise((resolve) => {
  const look = () => {
    const pictures = [...document.images];
    if (${named(button)} && pictures.length > 0 && pictures.every(({ complete }) => complete)) setTimeout(resolve, 1000);
    else setTimeout(look, 100);
  };
  look();
})`;

/** Presses the button; resolves when the page hands the file to the browser, which does not get it. */
const untilSaved = (button: string) => `new Promise((resolve) => {
  HTMLAnchorElement.prototype.click = () => resolve();
  ${named(button)}.click();
})`;

/** Of the processes that were there: others, of tabs that were closed or may come, end and begin when they like. */
function growthMb(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  return [...before].reduce((sum, [pid, mb]) => sum + Math.max(0, (now.get(pid) ?? 0) - mb), 0);
}

/** Resident memory of the browser's page processes, which are named so on their command lines; by process id. */
function renderersMb(): Map<string, number> {
  return new Map(
    readdirSync('/proc').flatMap((pid): [string, number][] => {
      try {
        if (!/^\d+$/.test(pid) || !isOurRenderer(pid)) return [];
        const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return [[pid, Number(kb ?? 0) / 1024]];
      } catch {
        // It has just ended.
        return [];
      }
    }),
  );
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
