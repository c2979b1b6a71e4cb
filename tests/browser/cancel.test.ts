import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { StatusResponse } from '../../src/contract/index.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { ownSlots } from '../helpers/own-server.ts';
import { draw, launchBrowser, openPage, runEnds, tile } from './support/browser.ts';

const SLOTS = 3;

describe('Cancelling', () => {
  const folder = temporaryFolder();
  let vendors: Vendors;
  let stack: TestStack;
  let browser: Browser;

  beforeAll(async () => {
    vendors = await startVendors({ port: 0, slowMs: 12_000 });
    stack = await startTestStack({
      stateDir: folder.path,
      site: true,
      parameters: { ...ownSlots(vendors.url, SLOTS), IPRateLimit: 10_000, GlobalRateLimit: 10_000 },
      // One worker at a time: as long as its vendor is slow, no other picture begins.
      instances: { api: 6, events: 1 },
    });
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await vendors?.close();
    folder.remove();
  });
  beforeEach(() => vendors.clearLog());

  const names = Array.from({ length: SLOTS }, (_, index) => `Slot ${index + 1}`);
  const stored = async (page: Page) => {
    const reply = await fetch(`${stack.url}/status/${new URL(page.url()).pathname.slice('/r/'.length)}`);
    return (await reply.json()) as StatusResponse;
  };

  /** Draws with every slot, and waits until one has begun: its name, and those of the others. */
  async function begin(page: Page, prompt: string): Promise<{ begun: string; waiting: string[] }> {
    await draw(page, `${prompt} [[fault:slow]]`);
    const running = page.locator('article[data-state="running"]');
    await running.waitFor();
    const begun = (await running.getAttribute('aria-label')) ?? '';
    return { begun, waiting: names.filter((name) => name !== begun) };
  }
  const cancel = (page: Page, name: string) =>
    tile(page, name)
      .getByRole('button', { name: `Cancel: ${name}` })
      .click();

  it('one picture is free before it has begun, and said to be billed perhaps afterwards', async () => {
    const page = await openPage(browser, stack.url);
    const { begun, waiting } = await begin(page, 'one of three');
    const [free = '', other = ''] = waiting;
    await cancel(page, free);
    await page.getByText('1 picture was cancelled, not billed.').waitFor();
    await tile(page, free).getByRole('heading', { name: 'Cancelled' }).waitFor();
    expect(await tile(page, free).textContent()).toContain('Not billed.');
    await cancel(page, begun);
    await page.getByText('1 picture had begun: still drawn, and may be billed.').waitFor();
    await runEnds(page);
    for (const name of [begun, other]) await tile(page, name).getByRole('img').waitFor();
    await page.getByText('2 pictures · 1 without a picture · $0.04 spent').waitFor();
    // Cancelled once, a picture can still be wanted.
    await tile(page, free)
      .getByRole('button', { name: `Try again: ${free}` })
      .waitFor();
    expect(vendors.log()).toHaveLength(2);
    expect(await stored(page)).toMatchObject({ status: 'partial', actualCostUsd: 0.04, maybeBilled: 0 });
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('the rest closes what has not begun and draws the one that has, also in German', async () => {
    const page = await openPage(browser, stack.url, { locale: 'de-DE' });
    const { begun, waiting } = await begin(page, 'the rest');
    await page.getByRole('button', { name: 'Rest abbrechen' }).click();
    await page.getByText(/^2 Bilder .* 1 Bild /).waitFor();
    for (const name of waiting)
      await tile(page, name).getByRole('heading', { name: 'Abgebrochen' }).waitFor();
    await runEnds(page);
    await tile(page, begun).getByRole('img').waitFor();
    expect(vendors.log()).toHaveLength(1);
    const { results, actualCostUsd } = await stored(page);
    expect(actualCostUsd).toBe(0.02);
    expect(
      results
        .map((result) => (result.status === 'failed' ? [result.error.code, result.error.billed] : []))
        .sort(),
    ).toEqual([[], ['CANCELLED', 'no'], ['CANCELLED', 'no']]);
    expect(await page.getByRole('button', { name: 'Rest abbrechen' }).count()).toBe(0);
    await page.context().close();
  });

  it('is offered after a reload and in another tab, and not to somebody else', async () => {
    const page = await openPage(browser, stack.url);
    const { waiting } = await begin(page, 'from another tab');
    const stranger = await openPage(browser, page.url());
    await tile(stranger, 'Slot 1').waitFor();
    expect(await stranger.getByRole('button', { name: /^Cancel/ }).count()).toBe(0);
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.getByRole('button', { name: 'Cancel the rest' }).click();
    await second.getByText('2 pictures were cancelled, not billed.').waitFor();
    await page.reload();
    for (const name of waiting) await tile(page, name).getByRole('heading', { name: 'Cancelled' }).waitFor();
    await runEnds(page);
    await Promise.all([page.context().close(), stranger.context().close()]);
  });
});
