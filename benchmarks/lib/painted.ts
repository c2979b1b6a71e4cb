import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { draw, MOVING, openPage } from '../../tests/browser/support/browser.ts';

const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** A browser with a memory of its own, as one person's device has it. */
export interface Device {
  /** Opens the page anew, until it has come to rest. */
  visit(): Promise<void>;
  /** Draws with all models. @returns milliseconds from the key to the last picture painted */
  run(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Every picture of a run counts as painted after the frame that follows its decoding; the page
 * only has to show pictures under `/images/{jobId}/`, so any version can be measured.
 */
export async function openDevice(browser: Browser, url: string, models: number): Promise<Device> {
  const page = await openPage(browser, 'about:blank', MOVING);
  await page.addInitScript(WATCH);
  return {
    async visit() {
      await page.goto(url);
      await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
    },
    async run() {
      const jobId =
        new URL(await draw(page, 'A red fox in snow, seen from above')).pathname.split('/').at(-1) ?? '';
      return lastPainted(page, jobId, models);
    },
    close: () => page.context().close(),
  };
}

async function lastPainted(page: Page, jobId: string, models: number): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { clicked, painted } = await page.evaluate<{ clicked: number; painted: [string, number][] }>(
      '({ clicked: race.clicked, painted: [...race.painted] })',
    );
    const times = painted.filter(([picture]) => picture.startsWith(`${jobId}/`)).map(([, at]) => at);
    if (times.length >= models) return Math.max(...times) - clicked;
    if (performance.now() > until) throw new Error(`Only ${times.length} pictures of ${jobId} were painted.`);
    await wait(LOOK_MS);
  }
}

const WATCH = `
  globalThis.race = { clicked: 0, painted: new Map() };
  addEventListener('keydown', ({ key }) => { if (key === 'Enter') race.clicked = performance.now(); }, true);
  document.addEventListener('load', async ({ target }) => {
    // Of one picture there may be files of several sizes; the first one counts.
    const [, picture] = /\\/images\\/([^.]+)/.exec(target?.currentSrc ?? '') ?? [];
    if (picture === undefined || race.painted.has(picture)) return;
    await target.decode().catch(() => undefined);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => race.painted.set(picture, Math.min(performance.now(), race.painted.get(picture) ?? Infinity));
      port2.postMessage('after the frame');
    });
  }, true);
`;
