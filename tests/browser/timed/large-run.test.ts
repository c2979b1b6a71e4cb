import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { grainyPicture } from '../../../benchmarks/lib/pictures.ts';
import { startVendor, type Vendor, vendorSlots } from '../../../benchmarks/lib/vendor.ts';
import { draw, launchBrowser, type OpenPage, openPage, runEnds } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { watchedDownload, watchTasks } from '../support/watched-download.ts';

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
    page = await openPage(browser, stack.url);
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

  /**
   * The best of a few tries: other work on the machine makes any task long and memory wait for its collector, but a page
   * that is blocked, or holds all pictures at once, does so in each.
   */
  async function downloadCalmly(button: string, mostMb = Number.POSITIVE_INFINITY) {
    const downloads = [await watchedDownload(page, button)];
    const best = () => ({
      longTasks: downloads.map(({ longTasks }) => longTasks).reduce((a, b) => (b.length < a.length ? b : a)),
      memoryMb: Math.min(...downloads.map(({ memoryMb }) => memoryMb)),
    });
    while (downloads.length < MOST_TRIES && (best().longTasks.length > 0 || best().memoryMb > mostMb)) {
      downloads.push(await watchedDownload(page, button));
    }
    return { ...best(), file: downloads[0]?.file ?? Buffer.alloc(0) };
  }

  it('become a zip while the page stays responsive and holds less than twice the data', async () => {
    const { file, longTasks, memoryMb } = await downloadCalmly(
      'Download all',
      (2 * MODELS * picture.length) / 2 ** 20,
    );
    const files = unzipSync(file);
    expect(Object.keys(files)).toHaveLength(MODELS + 1);
    const dataMb = file.length / 2 ** 20;
    expect(dataMb).toBeGreaterThan(100);
    expect({ longTasks, memory: memoryMb < 2 * dataMb ? 'fits' : `${memoryMb} MB for ${dataMb} MB` }).toEqual(
      {
        longTasks: [],
        memory: 'fits',
      },
    );
  });

  it('become a contact sheet while the page stays responsive', async () => {
    const { longTasks } = await downloadCalmly('Contact sheet');
    expect(longTasks).toEqual([]);
  });
});
