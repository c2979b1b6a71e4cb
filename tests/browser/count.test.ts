import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Vendors } from '../../scripts/vendors/server.ts';
import { choose, draw, openPage, picturesShown, runEnds, tile } from './support/browser.ts';
import { type OwnWorld, startOwnWorld } from './support/own-world.ts';
import type { Stack } from './support/stack.ts';

const perModel = (page: Page, count: number) =>
  page.getByRole('radio', { name: `${count} pictures per model` }).check();
const drawButton = (page: Page) => page.getByRole('button', { name: /^Draw \d+ pictures/ });
const head = (page: Page) => page.locator('main header').first();

/** Pictures, or their places, that are wholly inside the window. */
const WHOLE = `[...document.querySelectorAll('[data-tile]')].filter((place) => {
  const box = place.getBoundingClientRect();
  return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
}).length`;

/** `Slot 1` and `Slot 2` cost 2 cents, and nobody knows what `Slot 3` costs. */
describe('Several pictures of each model', () => {
  let world: OwnWorld;
  let vendors: Vendors;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    world = await startOwnWorld(3, { 3: undefined }, { DailyBudgetUsd: 5 });
    ({ vendors, stack, browser } = world);
  }, 200_000);
  afterAll(() => world?.stop());
  beforeEach(() => {
    vendors.setFaults([]);
    vendors.clearLog();
  });

  it('cost what the button says, in the button, above the run from its first moment, and at its end', async () => {
    const page = await openPage(browser, stack.url);
    await perModel(page, 3);
    const button = drawButton(page);
    expect(await button.textContent()).toContain('Draw 9 pictures');
    expect(await button.textContent()).toContain('$0.12–$0.42');
    await page.getByText('1 model has no known price: counted with up to $0.10 a picture.').waitFor();
    await page.getByText(/^\$[0-9.]+ of \$5\.00 left today$/).waitFor();
    await page.evaluate(`(() => {
      globalThis.said = new Set();
      new MutationObserver(() => said.add(document.querySelector('main header')?.innerText ?? ''))
        .observe(document.body, { childList: true, subtree: true, characterData: true });
    })()`);
    await draw(page, 'nine of them [[fault:slow]]');
    await runEnds(page);
    await page.getByText('9 pictures · $0.12 spent + 3 of unknown cost').waitFor();
    const said = await page.evaluate<string[]>('[...said].filter((text) => text !== "")');
    expect(said.filter((text) => text.includes('free'))).toEqual([]);
    const running = said.filter((text) => text.includes('Drawing'));
    expect(running.filter((text) => !text.includes('expected $0.12–$0.42'))).toEqual([]);
    expect(running.length).toBeGreaterThan(0);
    expect(vendors.log()).toHaveLength(9);
    await page.context().close();
  });

  it('stand in one tile, each with its own state, price, facts and marks, and the enlarged view has all', async () => {
    const page = await openPage(browser, stack.url, { viewport: { width: 1280, height: 720 } });
    await choose(page, ['Slot 1', 'Slot 2']);
    await perModel(page, 4);
    const address = await draw(page, 'a small grid');
    await runEnds(page);
    await picturesShown(page, 8);
    const group = tile(page, 'Slot 2');
    expect(await group.getByRole('article').count()).toBe(4);
    expect(await group.getByRole('heading').textContent()).toBe('Slot 2');
    expect(await group.locator('header').textContent()).toContain('$0.08');
    expect(await tile(page, 'Slot 2 · 3').textContent()).toMatch(/^3.*\$0\.02$/);

    await tile(page, 'Slot 2 · 3').getByRole('button', { name: 'Enlarge' }).click();
    const lightbox = page.getByRole('dialog', { name: 'Slot 2 · 3' });
    await lightbox.getByText(/^7 of 8/).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page
      .getByRole('dialog', { name: 'Slot 1 · 1' })
      .getByText(/^1 of 8/)
      .waitFor();
    await page.keyboard.press('Escape');
    await group.getByRole('button', { name: 'Details Slot 2 · 4' }).click();
    await page.getByRole('dialog', { name: 'What Slot 2 · 4 really did' }).waitFor();
    await page.keyboard.press('Escape');

    for (const name of ['Slot 1 · 2', 'Slot 2 · 4']) {
      await tile(page, name)
        .getByRole('button', { name: `Compare ${name}` })
        .click();
    }
    expect(await page.getByRole('region', { name: 'Marked pictures' }).getByRole('listitem').count()).toBe(2);

    // Arrows go from picture to picture, below and beside.
    await tile(page, 'Slot 1 · 1').focus();
    const focused = () => page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Slot 1 · 3');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Slot 1 · 4');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('Slot 1 · 2');

    // A model stays together in every order, and the smallest size shows all of them.
    for (const order of ['fastest', 'cheapest', 'name']) {
      await page.getByRole('combobox', { name: 'Order' }).selectOption(order);
      expect(await page.locator('article:not([data-tile])').count()).toBe(2);
      expect(await group.getByRole('article').count()).toBe(4);
    }
    await page.getByRole('slider', { name: 'Picture size' }).fill('0');
    await page.waitForTimeout(100);
    expect(await page.evaluate(WHOLE)).toBe(8);

    const other = await openPage(browser, address);
    await picturesShown(other, 8);
    expect(await tile(other, 'Slot 1').getByRole('article').count()).toBe(4);
    expect([page.faults, other.faults]).toEqual([[], []]);
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('are retried one by one or together, and each asks its vendor once', async () => {
    vendors.setFaults([{ fault: 'down', model: 'sdxl-2', times: 2 }]);
    const page = await openPage(browser, stack.url);
    await choose(page, ['Slot 1', 'Slot 2']);
    await perModel(page, 2);
    await draw(page, 'two of two fail');
    await runEnds(page);
    expect(vendors.log()).toHaveLength(4);
    await tile(page, 'Slot 2 · 2').getByRole('heading', { name: 'Vendor is down' }).waitFor();
    const together = page.getByRole('button', { name: 'Try 2 again' });
    expect(await together.textContent()).toBe('Try 2 again · $0.04');

    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/generate')),
      tile(page, 'Slot 2 · 2').getByRole('button', { name: 'Try again: Slot 2 · 2' }).click(),
    ]);
    expect(request.postDataJSON()).toMatchObject({ models: ['2-slot-2'], index: 1 });
    await tile(page, 'Slot 2 · 2').getByRole('img').waitFor();
    await runEnds(page);
    expect(vendors.log()).toHaveLength(5);
    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await tile(page, 'Slot 2 · 1').getByRole('img').waitFor();
    await runEnds(page);
    expect(vendors.log()).toHaveLength(6);
    expect(await head(page).textContent()).toContain('4 pictures');

    vendors.setFaults([{ fault: 'down', model: 'sdxl-1', times: 3 }]);
    await perModel(page, 3);
    await draw(page, 'three at once');
    await runEnds(page);
    const posts: string[] = [];
    page.on('request', (each) => {
      if (each.url().endsWith('/generate')) posts.push(String(each.postDataJSON().index ?? 0));
    });
    await page.getByRole('button', { name: 'Try 3 again' }).click();
    await tile(page, 'Slot 1 · 3').getByRole('img').waitFor();
    await runEnds(page);
    await picturesShown(page, 6);
    expect(posts).toEqual(['0', '1', '2']);
    expect(vendors.log()).toHaveLength(6 + 6 + 3);
    await page.context().close();
  });

  it('are one entry of the gallery that counts them all', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`);
    await page.getByText('8 of 8 pictures').waitFor();
    await page.getByText('4 of 4 pictures').waitFor();
    await page.context().close();
  });
});
