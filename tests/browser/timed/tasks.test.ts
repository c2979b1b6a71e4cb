import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { photographs } from '../../../benchmarks/lib/pictures.ts';
import { startVendor, type Vendor, vendorSlots } from '../../../benchmarks/lib/vendor.ts';
import type { StatusResponse } from '../../../src/contract/index.ts';
import { draw, launchBrowser, MOVING, openPage, picturesShown, runEnds } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { calibratedLoopMs, type ScriptTask, tasksWhile } from '../support/task-trace.ts';

const MODELS = 20;
const VENDOR_MS = 2000;
const TRACES = 3;
const RUNS_IN_GALLERY = 100;
const ENDING_LIMIT_MS = 50;
const SCROLLING_LIMIT_MS = 100;

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The medians, over traces, of the longest task of each; printed, since they say how much room is left. */
function longestOf(what: string, traces: readonly (readonly ScriptTask[])[], loopMs: number): number {
  const durations = traces.map(([longest]) => longest?.durationMs ?? 0);
  const cpu = traces.map(([longest]) => longest?.cpuMs ?? 0);
  const list = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(', ');
  console.info(
    `${what}: longest task ${median(durations).toFixed(0)} ms (${list(durations)}), of the processor ` +
      `${median(cpu).toFixed(0)} ms (${list(cpu)}); the calibrated loop takes ${loopMs.toFixed(0)} ms`,
  );
  return median(cpu);
}

describe('The tasks of the page', () => {
  let vendor: Vendor;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    vendor = await startVendor(Array(MODELS).fill(VENDOR_MS), await photographs.webp());
    stack = await startStack(vendorSlots(vendor));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await vendor?.stop();
  });

  /** Lets the page hear of a run only once all of it has ended: its twenty tiles end at one moment, on any machine. */
  async function endAtOnce(page: Page): Promise<void> {
    await page.route('**/status/*', async (route) => {
      for (let left = MODELS; left > 0; ) {
        const job = (await (await fetch(route.request().url())).json()) as StatusResponse;
        left = job.results.filter(({ status }) => status !== 'completed').length;
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await route.continue();
    });
  }

  it('are short when twenty tiles end at once', async () => {
    const page = await openPage(browser, stack.url, MOVING);
    await endAtOnce(page);
    const traces: ScriptTask[][] = [];
    // The first run is that of instances that have only just started.
    for (let run = 0; run <= TRACES; run += 1) {
      await page.goto(stack.url);
      await draw(page, `twenty at the same moment, ${run}`);
      const tasks = await tasksWhile(browser, page, async () => {
        await runEnds(page);
        await picturesShown(page, MODELS);
      });
      if (run > 0) traces.push(tasks);
    }
    const longest = longestOf('twenty tiles end at once', traces, await calibratedLoopMs(page));
    expect(longest).toBeLessThanOrEqual(ENDING_LIMIT_MS);
    await page.context().close();
  }, 300_000);

  it('are short while a gallery of a hundred runs is scrolled', async () => {
    vendor.timesMs = Array(MODELS).fill(0);
    const { models } = (await (await fetch(`${stack.url}/models`)).json()) as { models: { id: string }[] };
    // The cards show four pictures each, however many a run has.
    const four = models.slice(0, 4).map(({ id }) => id);
    await fillGallery(stack.url, four, RUNS_IN_GALLERY);
    const traces: ScriptTask[][] = [];
    const page = await openPage(browser, `${stack.url}/gallery`, MOVING);
    for (let trace = 0; trace < TRACES; trace += 1) {
      await page.goto(`${stack.url}/gallery`);
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      await page.mouse.move(600, 500);
      traces.push(
        await tasksWhile(browser, page, async () => {
          for (let step = 0; step < 60; step += 1) {
            await page.mouse.wheel(0, 400);
            await page.waitForTimeout(30);
          }
          await page.getByText('That is all of them.').scrollIntoViewIfNeeded();
        }),
      );
      const last = page.locator('main li[aria-setsize]').last();
      expect(Number(await last.getAttribute('aria-setsize'))).toBeGreaterThanOrEqual(RUNS_IN_GALLERY);
    }
    const longest = longestOf('the gallery is scrolled', traces, await calibratedLoopMs(page));
    expect(longest).toBeLessThanOrEqual(SCROLLING_LIMIT_MS);
    await page.context().close();
  }, 400_000);
});

/** Draws so many runs, a few at a time. */
async function fillGallery(url: string, models: readonly string[], count: number): Promise<void> {
  let next = 0;
  const drawSome = async () => {
    for (let index = next; index < count; index = next) {
      next += 1;
      const response = await fetch(`${url}/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ prompt: `run number ${index}`, models }),
      });
      const { jobId } = (await response.json()) as { jobId: string };
      for (;;) {
        const job = (await (await fetch(`${url}/status/${jobId}`)).json()) as StatusResponse;
        if (job.status !== 'pending' && job.status !== 'in_progress') break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };
  await Promise.all([1, 2, 3, 4].map(drawSome));
}
