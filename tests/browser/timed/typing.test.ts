import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { draw, launchBrowser, MOVING, openPage, runEnds } from '../support/browser.ts';
import { STYLES, type Stack, slots, startStack } from '../support/stack.ts';

const LIMIT_MS = 50;
const TEXT = 'typing goes on while twenty models are drawing';

describe('The prompt box', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    const names = Array.from({ length: 20 }, (_, index) => STYLES[index % STYLES.length] ?? 'Demo Aurora');
    stack = await startStack(slots(names));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('responds to each key within 50 ms while twenty tiles run', async () => {
    const page = await openPage(browser, stack.url, MOVING);
    await draw(page, 'twenty at once');
    expect(await page.getByRole('article').count()).toBe(20);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.focus();
    // From the key's time stamp until the frame that shows it has been presented.
    await page.evaluate(`(() => {
      globalThis.keyTimes = [];
      document.querySelector('textarea').addEventListener('keydown', (event) => {
        const begun = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => keyTimes.push(performance.now() - begun);
          channel.port2.postMessage(undefined);
        });
      });
    })()`);
    await page.keyboard.type(TEXT, { delay: 30 });
    await page.waitForTimeout(200);
    const times = (await page.evaluate<number[]>('keyTimes')).sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
    const nearlyAll = times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
    console.info(
      `a key with twenty tiles running: median ${median.toFixed(1)} ms, 95 of 100 within ${nearlyAll.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms`,
    );
    expect(times).toHaveLength(TEXT.length);
    expect(median).toBeLessThan(LIMIT_MS);
    await runEnds(page, 80_000);
    await page.context().close();
  });
});
