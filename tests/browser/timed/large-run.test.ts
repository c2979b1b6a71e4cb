import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { grainyPicture } from '../../../benchmarks/lib/pictures.ts';
import { startVendor, type Vendor, vendorSlots } from '../../../benchmarks/lib/vendor.ts';
import { draw, launchBrowser, MOVING, type OpenPage, openPage, runEnds } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { memoryOfDownload, watchedDownload, watchTasks } from '../support/watched-download.ts';

const MODELS = 20;
const MOST_TRIES = 4;
describe('Twenty pictures of 5 MB', () => {
  let picture: Uint8Array;
  let vendor: Vendor;
  let stack: Stack;
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    picture = await grainyPicture(1456, 'png');
    vendor = await startVendor(Array(MODELS).fill(100), picture);
    stack = await startStack(vendorSlots(vendor));
    browser = await launchBrowser();
    page = await openPage(browser, stack.url, MOVING);
    await draw(page, 'a red fox in snow');
    await runEnds(page);
    await page.waitForLoadState('networkidle');
    await watchTasks(page);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await vendor?.stop();
  });

  /** The calmest of a few tries: other work on the machine makes any task long, but a page that is blocked is so in each. */
  async function downloadCalmly(button: string) {
    const downloads = [await watchedDownload(page, button)];
    const calmest = () =>
      downloads.map(({ longTasks }) => longTasks).reduce((a, b) => (b.length < a.length ? b : a));
    while (downloads.length < MOST_TRIES && calmest().length > 0) {
      downloads.push(await watchedDownload(page, button));
    }
    return { longTasks: calmest(), file: downloads[0]?.file ?? Buffer.alloc(0) };
  }

  it('become a zip while the page stays responsive', async () => {
    const { file, longTasks } = await downloadCalmly('Download all');
    expect(Object.keys(unzipSync(file))).toHaveLength(MODELS + 1);
    expect(file.length).toBeGreaterThan(MODELS * picture.length);
    expect(longTasks).toEqual([]);
  });

  it('become a zip while the page holds less than twice the data', async () => {
    const dataMb = (MODELS * picture.length) / 2 ** 20;
    const tries: number[] = [];
    // Its collector of garbage may come late; a page that holds all pictures at once does so each time.
    do tries.push(await memoryOfDownload(browser, page.url(), 'Download all'));
    while (tries.length < MOST_TRIES && Math.min(...tries) > 2 * dataMb);
    expect(dataMb).toBeGreaterThan(95);
    expect(Math.min(...tries)).toBeLessThan(2 * dataMb);
  });

  it('become a contact sheet while the page stays responsive', async () => {
    const { longTasks } = await downloadCalmly('Contact sheet');
    expect(longTasks).toEqual([]);
  });
});
