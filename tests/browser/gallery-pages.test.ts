import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { grainyPicture } from '../../benchmarks/lib/pictures.ts';
import { startVendor, type Vendor, vendorSlots } from '../../benchmarks/lib/vendor.ts';
import { launchBrowser, MOVING, openPage } from './support/browser.ts';
import { type Stack, startStack } from './support/stack.ts';

const RUNS = 80;
const AT_ONCE = 6;

async function ended(stack: Stack, jobId: string): Promise<void> {
  for (;;) {
    const job = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as { status: string };
    if (job.status !== 'pending' && job.status !== 'in_progress') return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function makeRun(stack: Stack, index: number): Promise<void> {
  const response = await fetch(`${stack.url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: `run number ${index}`, aspectRatio: '1:1', seed: index }),
  });
  const { jobId } = (await response.json()) as { jobId: string };
  await ended(stack, jobId);
}

describe('A gallery of more than three pages', () => {
  let vendor: Vendor;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    vendor = await startVendor([0], await grainyPicture(64, 'jpeg'));
    const withSeed = { 1: { ...vendor.overrides[1], supports: { seed: true } } };
    stack = await startStack({ ...vendorSlots(vendor), ModelOverrides: JSON.stringify(withSeed) });
    browser = await launchBrowser();
    for (let start = 0; start < RUNS; start += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, RUNS - start) }, (_, index) => start + index);
      await Promise.all(batch.map((index) => makeRun(stack, index)));
    }
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await vendor?.stop();
  });

  it('goes on as it is scrolled, and says when it ends', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`, MOVING);
    await page.getByRole('listitem').first().waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBeLessThan(RUNS);
    for (let step = 0; step < 20; step += 1) {
      await page.mouse.wheel(0, 4000);
      await page.waitForTimeout(150);
      if (await page.getByText('That is all of them.').isVisible()) break;
    }
    await page.getByText('That is all of them.').waitFor();
    // The last card, which comes into the page at the end of it, says how many there are.
    const last = page.locator(`li[aria-posinset="${RUNS}"]`);
    for (let step = 0; step < 20 && (await last.count()) === 0; step += 1) {
      await page.mouse.wheel(0, 4000);
      await page.waitForTimeout(150);
    }
    await last.waitFor();
    expect(await last.getAttribute('aria-setsize')).toBe(String(RUNS));
    // However many runs there are, the page holds only the cards near the window.
    expect(await page.getByRole('main').getByRole('listitem').count()).toBeLessThan(RUNS * 0.75);
    await page.getByRole('searchbox').fill('number 17');
    await page.getByText('1 run', { exact: true }).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    // The search is in the address: Back from a run returns to it.
    await page.getByRole('main').getByRole('listitem').getByRole('link').click();
    await page.waitForURL(/\/r\//);
    await page.goBack();
    await page.getByText('1 run', { exact: true }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('number 17');
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('keeps stars on this device and starts a new run from an old one', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`, MOVING);
    const card = page.getByRole('main').getByRole('listitem').first();
    const prompt = ((await card.getByRole('link').textContent()) ?? '').trim();
    await card.getByRole('button', { name: /^Star / }).click();
    await page.reload();
    await page.getByRole('switch', { name: 'Starred only' }).check();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    await page.getByRole('button', { name: `Use again: “${prompt}”` }).click();
    await page.waitForURL(`${stack.url}/`);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.waitFor();
    expect(await box.inputValue()).toBe(prompt);
    expect(await page.getByRole('textbox', { name: 'Seed' }).inputValue()).toBe(prompt.replace(/\D/g, ''));
    await page.context().close();
  });
});
