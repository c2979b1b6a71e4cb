import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { draw, launchBrowser, openPage, PHONE, runEnds } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const COUNT = 20;

/** How many pictures, or places of pictures that failed, are wholly inside the window. */
const WHOLE = `[...document.querySelectorAll('[data-tile] > :first-child')].filter((place) => {
  const box = place.getBoundingClientRect();
  return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
}).length`;

const whole = (page: Page) => page.evaluate<number>(WHOLE);

/** Shows every tile, failed ones too, from the top of the page. */
async function showAll(page: Page): Promise<void> {
  await page.locator('[data-tile]').first().waitFor();
  const folded = page.getByRole('button', { name: 'Show them' });
  if (await folded.isVisible()) await folded.click();
  await page
    .locator('[data-tile]')
    .nth(COUNT - 1)
    .waitFor({ state: 'attached' });
}

/** Everything keeps its place, and nothing is painted, which takes most of the processor. */
const HIDE = "document.documentElement.style.visibility = 'hidden'";

/** Resizes the window, and waits until the grid has adapted. */
async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  // The grid is measured with one frame and drawn with the next; the third is room.
  await page.evaluate(`new Promise((done) => {
    scrollTo({ top: 0, behavior: "instant" });
    const wait = (frames) => (frames === 0 ? setTimeout(done) : requestAnimationFrame(() => wait(frames - 1)));
    wait(3);
  })`);
}

describe('Twenty pictures', () => {
  let stack: Stack;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    const names = Array.from({ length: COUNT }, (_, index) => STYLES[index % STYLES.length] ?? 'Demo Aurora');
    stack = await startStack(slots(names));
    browser = await launchBrowser();
    const page = await openPage(browser, stack.url);
    address = await draw(page, 'twenty at once');
    await runEnds(page, 150_000);
    await page.context().close();
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('are all seen at once on a small laptop at the smallest size, beside the open composer', async () => {
    const page = await openPage(browser, address, { viewport: { width: 1280, height: 720 } });
    await showAll(page);
    await page.getByRole('button', { name: 'Show the composer' }).click();
    await page.getByRole('slider', { name: 'Picture size' }).fill('0');
    await resize(page, 1280, 720);
    expect(await whole(page)).toBe(COUNT);
    await page.reload();
    await showAll(page);
    await resize(page, 1280, 720);
    expect(await whole(page)).toBe(COUNT);
    await page.context().close();
  });

  it.each(['auto', '0', '2', '3', '4'])(
    'are never fewer in a wider window, at size %s',
    async (step) => {
      const page = await openPage(browser, address, { viewport: { width: 320, height: 800 } });
      await showAll(page);
      if (step !== 'auto') await page.getByRole('slider', { name: 'Picture size' }).fill(step);
      await page.evaluate(HIDE);
      let before = { width: 0, count: 0 };
      for (let width = 320; width <= 2560; width += 20) {
        await resize(page, width, 800);
        const now = { width, count: await whole(page) };
        expect([before, now, now.count >= before.count]).toEqual([before, now, true]);
        before = now;
      }
      expect(before.count).toBeGreaterThanOrEqual(8);
      await page.context().close();
    },
    200_000,
  );

  it('fill the width of a phone, under the open composer and without it', async () => {
    const page = await openPage(browser, address, { viewport: PHONE });
    await showAll(page);
    const free = `(() => {
      const tiles = [...document.querySelectorAll('[data-tile]')].map((tile) => tile.getBoundingClientRect());
      return innerWidth - Math.max(...tiles.map(({ right }) => right)) - Math.min(...tiles.map(({ left }) => left));
    })()`;
    for (const name of ['Show the composer', 'Hide the composer']) {
      await page.getByRole('button', { name }).click();
      for (const width of [320, 360, 390]) {
        await resize(page, width, 844);
        expect([name, width, Math.round(Number(await page.evaluate(free)))]).toEqual([name, width, 0]);
      }
    }
    await page.context().close();
  });

  it('are walked through with the keyboard, enlarged and marked', async () => {
    const page = await openPage(browser, address);
    await showAll(page);
    const tiles = page.locator('[data-tile]');
    await tiles.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const lightbox = page.getByRole('dialog');
    const position = lightbox.getByText(/^\d+ of \d+/);
    await position.waitFor();
    await page.keyboard.press('1');
    await lightbox.getByText(/^1 of/).waitFor();
    await page.keyboard.press('3');
    await lightbox.getByText(/^3 of/).waitFor();
    await page.keyboard.press('+');
    const zoom = lightbox.locator('output');
    const zoomed = await zoom.textContent();
    expect(zoomed).not.toBe('100 %');
    await page.keyboard.press('ArrowRight');
    await lightbox.getByText(/^4 of/).waitFor();
    expect(await zoom.textContent()).toBe(zoomed);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Marked pictures' }).getByRole('listitem').waitFor();
    // The tray survives navigation and reload.
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.reload();
    expect(await page.getByRole('region', { name: 'Marked pictures' }).getByRole('listitem').count()).toBe(1);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('are swiped through with a finger, and a double click shows the pixels and then all again', async () => {
    const page = await openPage(browser, address, { viewport: PHONE, hasTouch: true, isMobile: true });
    await page
      .getByRole('button', { name: /^Enlarge the picture of / })
      .first()
      .click();
    const lightbox = page.getByRole('dialog');
    await lightbox.getByText(/^1 of/).waitFor();
    // What closes it stands in the corner, beside the title, however many tools there are.
    const close = await lightbox.getByRole('button', { name: 'Close' }).boundingBox();
    const title = await lightbox.getByRole('heading', { level: 2 }).boundingBox();
    if (close === null || title === null) throw new Error('The lightbox has no title.');
    expect(close.x + close.width).toBeGreaterThan(PHONE.width - 24);
    expect(close.y).toBeLessThan(title.y + title.height);
    const finger = await page.context().newCDPSession(page);
    const swipe = async (from: number, to: number) => {
      const at = (x: number) => ({ touchPoints: [{ x, y: 350 }] });
      await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from) });
      for (let step = 1; step <= 5; step += 1) {
        await finger.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          ...at(from + ((to - from) * step) / 5),
        });
      }
      await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await swipe(300, 80);
    await lightbox.getByText(/^2 of/).waitFor();
    await swipe(80, 300);
    await lightbox.getByText(/^1 of/).waitFor();
    const pane = lightbox.locator('[data-pane]').first();
    const zoom = lightbox.locator('output');
    await pane.dblclick();
    await page.waitForFunction(`document.querySelector('dialog output').textContent !== '100 %'`);
    await pane.dblclick();
    await page.waitForFunction(`document.querySelector('dialog output').textContent === '100 %'`);
    expect(await zoom.textContent()).toBe('100 %');
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
