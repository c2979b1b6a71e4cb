import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser, MOVING, openPage } from '../tests/browser/support/browser.ts';
import { type Checkout, copyCheckout, npmStart, type Started } from './lib/checkout.ts';
import { watchRun } from './lib/clients.ts';
import { type Benchmark, type BenchmarkOptions, type Figure, figure, measured } from './lib/figure.ts';
import { root } from './lib/functions.ts';
import { apiAt } from './lib/local-stack.ts';
import { grainyPicture } from './lib/pictures.ts';
import { inTurn, ratios } from './lib/stats.ts';
import { startVendor, type Vendor, vendorSlots } from './lib/vendor.ts';

const ROUNDS = 9;
const RUNS = 100;
const MODELS = 20;
const AT_ONCE = 2;
const LOOK_MS = 100;
const MOST_LOOKS = 600;

export const benchmark: Benchmark = {
  about:
    'the gallery of 100 runs of 20 pictures in Chromium, from the address to cards and their pictures; with --against FOLDER in turn with another checkout',
  run,
};

async function run({ against, rounds = ROUNDS }: BenchmarkOptions): Promise<Figure[]> {
  const vendor = await startVendor(Array(MODELS).fill(0), await grainyPicture(384, 'jpeg'));
  const browser = await launchBrowser();
  const sides: Side[] = [];
  try {
    const ours = await prepare(root, vendor, sides);
    const other = against === undefined ? undefined : await prepare(against, vendor, sides);
    for (const { stack } of sides) await visit(browser, stack.url);
    const visits: Record<string, Seen[]> = { ours: [], other: [] };
    const measure = (name: 'ours' | 'other', { stack }: Side) => ({
      [name]: async () => {
        const seen = await visit(browser, stack.url);
        visits[name]?.push(seen);
        return seen.all;
      },
    });
    await inTurn(rounds, { ...measure('ours', ours), ...(other && measure('other', other)) });
    return NAMES.flatMap((name) => {
      const [mine = [], theirs = []] = [visits.ours, visits.other].map((all) =>
        all?.map((seen) => seen[name]),
      );
      // The version that it is compared with may have fewer pictures in a card.
      const promise = name === 'all' ? undefined : { max: 1 };
      return [
        measured(ROWS[name], 'ms', mine),
        ...(other
          ? [figure(`${ROWS[name]}, over the other version`, 'ratio', ratios(mine, theirs), promise)]
          : []),
      ];
    });
  } finally {
    await browser.close();
    for (const { stack, checkout } of sides) {
      await stack.stop();
      checkout.remove();
    }
    await vendor.stop();
  }
}

interface Side {
  stack: Started;
  checkout: Checkout;
}

/** Starts a checkout and fills its gallery. */
async function prepare(source: string, vendor: Vendor, sides: Side[]): Promise<Side> {
  const checkout = copyCheckout(source);
  const stack = await npmStart(checkout.folder, vendorSlots(vendor));
  const side = { stack, checkout };
  sides.push(side);
  let begun = 0;
  const drawSome = async () => {
    while (begun < RUNS) {
      begun += 1;
      await watchRun(apiAt(stack.url));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, drawSome));
  return side;
}

/** Notes when there are cards, when each card in the window has a picture, and when all of its pictures are there. */
const WATCH = `(() => {
  globalThis.seen = {};
  const look = () => {
    const cards = [...document.querySelectorAll('main li')];
    const now = performance.now();
    if (cards.length > 0) seen.cards ??= now;
    const inView = cards.filter((card) => card.getBoundingClientRect().top < innerHeight);
    const pictures = inView.map((card) => [...card.querySelectorAll('img')]);
    const isShown = ({ complete, naturalWidth }) => complete && naturalWidth > 0;
    const each = inView.length > 1 && pictures.every((some) => some.some(isShown));
    if (each) seen.each ??= now;
    if (each && pictures.flat().every(isShown)) seen.all = now;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const ROWS = {
  cards: 'first page: cards shown',
  each: 'first page: a picture in each card in view',
  all: 'first page: all pictures in view',
};
/** Milliseconds since the address was opened. */
type Seen = Record<keyof typeof ROWS, number>;
const NAMES = Object.keys(ROWS) as (keyof Seen)[];

const isWhole = (seen: Partial<Seen>): seen is Seen => NAMES.every((name) => seen[name] !== undefined);

/** Milliseconds from the address to cards and to pictures, of a device that was never here. */
async function visit(browser: Browser, url: string): Promise<Seen> {
  const page = await openPage(browser, `${url}/gallery`, MOVING, WATCH);
  try {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      // Playwright's own waiting evaluates text inside the page, which its content policy forbids.
      const seen = await page.evaluate<Partial<Seen>>('globalThis.seen');
      if (isWhole(seen)) return seen;
      await wait(LOOK_MS);
    }
    throw new Error(`${url}: the pictures of the gallery were never there.`);
  } finally {
    await page.context().close();
  }
}
