import { draw, launchBrowser, MOVING, openPage, runEnds } from '../tests/browser/support/browser.ts';
import { startStack } from '../tests/browser/support/stack.ts';
import {
  memoryOfDownload,
  type WatchedDownload,
  watchedDownload,
  watchTasks,
} from '../tests/browser/support/watched-download.ts';
import { type Benchmark, type Figure, figure, measured, type Unit } from './lib/figure.ts';
import { grainyPicture } from './lib/pictures.ts';
import { startVendor, vendorSlots } from './lib/vendor.ts';

const ROUNDS = 3;
const MODELS = 20;
/** Pixels of a PNG of 5 MB. */
const SIDE = 1456;

export const benchmark: Benchmark = {
  about: 'in Chromium, the zip and the contact sheet of a run of 20 PNGs of 5 MB, from the click to the file',
  run,
};

async function run(): Promise<Figure[]> {
  const vendor = await startVendor(Array(MODELS).fill(100), await grainyPicture(SIDE, 'png'));
  const stack = await startStack(vendorSlots(vendor));
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser, stack.url, MOVING);
    await draw(page, 'A red fox in snow, seen from above');
    await runEnds(page);
    await page.waitForLoadState('networkidle');
    await watchTasks(page);
    const figures: Figure[] = [];
    for (const [name, button] of [
      ['zip', 'Download all'],
      ['contact sheet', 'Contact sheet'],
    ] as const) {
      const downloads: (WatchedDownload & { ms: number; memoryMb: number })[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const clicked = performance.now();
        const download = await watchedDownload(page, button);
        const ms = performance.now() - clicked;
        const memoryMb = await memoryOfDownload(browser, page.url(), button);
        downloads.push({ ...download, ms, memoryMb });
      }
      const dataMb = (downloads[0]?.file.byteLength ?? 0) / 2 ** 20;
      const over = (
        what: string,
        unit: Unit,
        pick: (one: (typeof downloads)[number]) => number,
        max?: number,
      ) => measured(`${name}: ${what}`, unit, downloads.map(pick), max === undefined ? undefined : { max });
      figures.push(
        figure(`${name}: file`, 'MB', dataMb),
        over('click to file', 'ms', ({ ms }) => ms),
        over(
          'longest task of the page, 0 below 50 ms',
          'ms',
          ({ longTasks }) => Math.max(0, ...longTasks),
          50,
        ),
        over(
          'memory of the page beyond before',
          'MB',
          ({ memoryMb }) => memoryMb,
          name === 'zip' ? 2 * dataMb : undefined,
        ),
      );
    }
    return figures;
  } finally {
    await browser.close();
    await stack.stop();
    await vendor.stop();
  }
}
