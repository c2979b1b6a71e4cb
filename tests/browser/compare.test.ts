import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import {
  choose,
  draw,
  launchBrowser,
  type OpenPage,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

type Place = readonly number[];

/** The position of each picture in its pane, in whole pixels: all of them at one moment, between two frames. */
function placesIn(dialog: Locator): Promise<Place[]> {
  return dialog.locator('[data-pane]').evaluateAll((panes) =>
    panes.map((pane) => {
      const outer = pane.getBoundingClientRect();
      const inner = pane.querySelector('img')?.getBoundingClientRect();
      if (!inner) throw new Error('The pane has no picture.');
      return [inner.x - outer.x, inner.y - outer.y, inner.width, inner.height].map(Math.round);
    }),
  );
}

/**
 * Where every picture has come to rest. The page draws a drag with the next frames; whenever one looks, all pictures
 * have to be at one place, on the way there too.
 */
async function commonPlace(dialog: Locator): Promise<Place> {
  for (let before: Place = []; ; ) {
    const [place = [], ...others] = await placesIn(dialog);
    for (const other of others) expectSamePlace(other, place);
    if (place.join() === before.join()) return place;
    before = place;
    await dialog.page().evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  }
}

/** To the pixel or its neighbour: panes may begin between two pixels. */
function expectSamePlace(place: Place, wanted: Place): void {
  const differences = place.map((value, index) => Math.abs(value - (wanted[index] ?? Number.NaN)));
  expect(place).toHaveLength(wanted.length);
  expect(Math.max(...differences)).toBeLessThanOrEqual(1);
}

describe('Comparing', () => {
  let stack: Stack;
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    stack = await startStack(slots(STYLES));
    browser = await launchBrowser();
    page = await openPage(browser, stack.url);
    await draw(page, 'four of a kind');
    await runEnds(page);
    await picturesShown(page, 4);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  afterEach(async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  async function openWith(names: readonly string[]): Promise<Locator> {
    for (const name of STYLES) {
      const button = tile(page, name).getByRole('button', { name: `Compare ${name}` });
      const marked = (await button.getAttribute('aria-pressed')) === 'true';
      if (marked !== names.includes(name)) await button.dispatchEvent('click');
    }
    await tile(page, STYLES[0]).focus();
    await page.getByRole('button', { name: `Compare ${names.length}`, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await dialog
      .locator('[data-pane]')
      .nth(names.length - 1)
      .waitFor();
    return dialog;
  }

  it('zooms and moves all pictures as one', async () => {
    const dialog = await openWith(STYLES);
    expect(await placesIn(dialog)).toHaveLength(4);
    const before = await commonPlace(dialog);
    const box = await dialog.locator('[data-pane]').first().boundingBox();
    await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 40);
    await page.mouse.wheel(0, -500);
    await page.waitForFunction(`document.querySelector('dialog output').textContent !== '100 %'`);
    const zoomed = await commonPlace(dialog);
    expect(zoomed[2]).toBeGreaterThan((before[2] ?? 0) * 1.5);

    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 90, (box?.y ?? 0) + 60, { steps: 4 });
    await page.mouse.up();
    const dragged = await commonPlace(dialog);
    expect(dragged).not.toEqual(zoomed);
    await page.keyboard.press('ArrowDown');
    expect(await commonPlace(dialog)).not.toEqual(dragged);

    await page.keyboard.press('0');
    expectSamePlace(await commonPlace(dialog), before);
  });

  it('hides names and order until one is picked', async () => {
    const dialog = await openWith(STYLES.slice(0, 3));
    await dialog.getByRole('switch', { name: 'Hide names' }).check();
    const hidden = (await dialog.locator('figure').allTextContents()).join(' ');
    for (const name of STYLES) expect(hidden).not.toContain(name);
    const alts = await dialog
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
    for (const alt of alts) expect(alt).toMatch(/drawn by Picture [ABC]$/);
    await dialog.getByRole('button', { name: 'Pick B' }).click();
    const captions = await dialog.locator('figcaption').allTextContents();
    expect([...captions].sort()).toEqual([...STYLES.slice(0, 3)].sort());
    expect(await dialog.locator('figure[data-picked]').textContent()).toBe(captions[1]);
    await page
      .getByRole('status')
      .filter({ hasText: `You picked ${captions[1]}.` })
      .waitFor({ state: 'attached' });
  });

  it('lays two pictures over each other, with a divider or in turn', async () => {
    const dialog = await openWith(STYLES.slice(0, 2));
    await dialog.getByRole('button', { name: 'Divider', exact: true }).click();
    const divider = dialog.getByRole('slider', { name: 'Divider' });
    const top = dialog.locator('[data-pane]').nth(1);
    const clip = () => top.evaluate((pane) => pane.getAttribute('style'));
    const style = (name: string) =>
      top.evaluate((pane, name) => String(pane.computedStyleMap().get(name)), name);
    const stage = await top.boundingBox();
    if (!stage) throw new Error('The pictures are not shown.');
    await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width / 4, stage.y + stage.height / 2, { steps: 3 });
    await page.mouse.up();
    expect(await clip()).toContain('inset(0px 0px 0px 25%)');
    await divider.focus();
    await page.keyboard.press('Home');
    expect(await clip()).toContain('inset(0px 0px 0px 0%)');
    await dialog.getByRole('button', { name: 'Difference' }).click();
    expect(await style('mix-blend-mode')).toBe('difference');
    await dialog.getByRole('button', { name: 'Fade' }).click();
    await dialog.getByRole('slider', { name: 'How much of the second' }).fill('100');
    expect(await style('opacity')).toBe('1');
    await dialog.getByRole('button', { name: 'In turn' }).click();
    await dialog.getByText('Showing Demo Aurora').waitFor();
    await dialog.getByRole('button', { name: 'Show the other' }).click();
    await dialog.getByText('Showing Demo Bauhaus').waitFor();
  });

  it('gives the focus back and leaves no fault behind', async () => {
    await openWith(STYLES.slice(0, 2));
    await page.keyboard.press('Escape');
    const focused = await page.evaluate('document.activeElement.textContent');
    expect(focused).toBe('Compare 2');
    expect(page.faults).toEqual([]);
  });

  it('holds pictures of several runs, and puts one of them against the others', async () => {
    const other = await openPage(browser, page.url());
    await picturesShown(other, 4);
    const mark = (name: string) =>
      tile(other, name)
        .getByRole('button', { name: `Compare ${name}` })
        .dispatchEvent('click');
    await mark(STYLES[0]);
    await mark(STYLES[1]);
    await other.getByRole('link', { name: 'Studio' }).click();
    await choose(other, [STYLES[0]]);
    await draw(other, 'of another run');
    await runEnds(other);
    await picturesShown(other, 1);
    await mark(STYLES[0]);
    await other.getByRole('link', { name: 'Gallery' }).click();
    await other.reload();
    await other.getByRole('button', { name: 'Compare 3', exact: true }).click();
    const dialog = other.getByRole('dialog', { name: 'Compare' });
    await dialog.locator('[data-pane]').nth(2).waitFor();
    await dialog.getByRole('button', { name: 'One against the others' }).click();
    const shown = () =>
      dialog
        .locator('[data-pane] img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
    const first = `four of a kind, drawn by ${STYLES[0]}`;
    expect(await shown()).toEqual([first, `four of a kind, drawn by ${STYLES[1]}`]);
    await other.keyboard.press('ArrowRight');
    expect(await shown()).toEqual([first, `of another run, drawn by ${STYLES[0]}`]);
    expect(other.faults).toEqual([]);
    await other.context().close();
  });
});
