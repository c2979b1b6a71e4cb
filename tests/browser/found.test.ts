import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { de } from '../../frontend/src/lib/i18n/de.ts';
import { en } from '../../frontend/src/lib/i18n/en.ts';
import type { Vendors } from '../../scripts/vendors/server.ts';
import { choose, draw, openPage, picturesShown, runEnds, tile } from './support/browser.ts';
import { type OwnWorld, startOwnWorld } from './support/own-world.ts';
import type { Stack } from './support/stack.ts';

const SLOTS = 8;
/** `Slot 3` has no known price, and `Slot 8` costs the least. */
const PRICES: Record<string, number | undefined> = { 3: undefined, 8: 0.01 };

const box = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });

/** From now on every text of the live region is kept. */
const HEAR = `(() => {
  globalThis.heard = [];
  const region = document.querySelector('#root > div > [role="status"].visually-hidden');
  new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
})()`;

describe('What people who compare all day have found once', () => {
  let world: OwnWorld;
  let vendors: Vendors;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    world = await startOwnWorld(SLOTS, PRICES);
    ({ vendors, stack, browser } = world);
  }, 200_000);
  afterAll(() => world?.stop());
  beforeEach(() => {
    vendors.setFaults([]);
    vendors.clearLog();
  });

  it.each([
    ['en-US', en],
    ['de-DE', de],
  ])('a total names what it leaves out, and a failure shows what was sent: %s', async (locale, t) => {
    const page = await openPage(browser, stack.url, { locale });
    await page.getByRole('button', { name: t.ask.none, exact: true }).click();
    for (const name of ['Slot 1', 'Slot 2', 'Slot 3']) {
      await page.getByRole('checkbox', { name: new RegExp(`^${name} `) }).check();
    }
    vendors.setFaults([{ fault: 'reset', model: 'sdxl-2' }]);
    await draw(page, `a total with gaps in ${locale}`);
    await runEnds(page);
    const price = locale === 'de-DE' ? '0,02\u00a0$' : '$0.02';
    const said = [t.run.spent(price), t.run.costUnknown(1), t.run.maybeBilled(1)].join(' + ');
    await page.locator('main header').getByText(said).waitFor();
    await tile(page, 'Slot 2')
      .getByRole('button', { name: `${t.tile.details} Slot 2` })
      .click();
    const facts = page.getByRole('dialog');
    await facts.getByText('sdxl-2').first().waitFor();
    await page.context().close();
  });

  it.each([
    ['en-US', 'This prompt asks for something that this site does not draw.', en],
    ['de-DE', 'Dieser Prompt verlangt etwas, das hier nicht erstellt wird.', de],
  ])(
    'a refusal is told in the language of the page, and is gone once a run starts: %s',
    async (locale, words, t) => {
      const page = await openPage(browser, stack.url, { locale });
      await page.getByRole('button', { name: t.ask.none, exact: true }).click();
      await page.getByRole('checkbox', { name: /^Slot 1 / }).check();
      await box(page).fill('an nsfw poster');
      await page.keyboard.press('Control+Enter');
      const refusal = page.getByText(words);
      await refusal.waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      await draw(page, 'a lighthouse');
      await runEnds(page);
      expect(await refusal.count()).toBe(0);
      await page.context().close();
    },
  );

  it.each([
    ['en-US', en],
    ['de-DE', de],
  ])(
    'a key that is not accepted names what mends it here, and no sentence stands twice: %s',
    async (locale, t) => {
      const page = await openPage(browser, stack.url, { locale });
      await page.getByRole('button', { name: t.ask.none, exact: true }).click();
      await page.getByRole('checkbox', { name: /^Slot 2 / }).check();
      vendors.setFaults([{ fault: 'bad-key', model: 'sdxl-2' }]);
      await draw(page, 'without a key');
      await runEnds(page);
      const text = (await tile(page, 'Slot 2').textContent()) ?? '';
      expect(text).toContain(t.failure.title('BAD_KEY'));
      expect(text).toContain(t.failure.ownerLocal);
      const sentences = text.match(/[^.!?]+[.!?]/g) ?? [];
      expect(new Set(sentences).size).toBe(sentences.length);
      await page.context().close();
    },
  );

  it('a run that is opened fills the composer, and is drawn again only when that was asked for', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Slot 1', 'Slot 2']);
    await page.getByRole('radio', { name: '2 pictures per model' }).check();
    const address = await draw(page, 'drawn twice on purpose');
    await runEnds(page);
    expect(vendors.log()).toHaveLength(4);
    // Within a second it would be a double click.
    await page.waitForTimeout(1100);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing has changed since this run.').waitFor();
    expect(page.url()).toBe(address);
    expect(vendors.log()).toHaveLength(4);
    await page.waitForTimeout(1100);
    await page.getByRole('button', { name: 'Draw the same again' }).click();
    await page.waitForURL((url) => url.href !== address);
    await runEnds(page);
    expect(vendors.log()).toHaveLength(8);

    const other = await openPage(browser, address);
    await picturesShown(other, 4);
    await other.getByRole('button', { name: 'Show the composer' }).click();
    expect(await box(other).inputValue()).toBe('drawn twice on purpose');
    expect(await other.getByRole('radio', { name: '2 pictures per model' }).isChecked()).toBe(true);
    await other.getByRole('button', { name: 'Draw 4 pictures' }).waitFor();
    expect(await other.getByRole('checkbox', { name: /^Slot 3 / }).isChecked()).toBe(false);
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('models are found, sorted, chosen alone, and kept as a set; styles are words that are seen and sent', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByRole('searchbox', { name: 'Find a model' }).fill('slot 5');
    await page.getByRole('checkbox', { name: /^Slot 5 / }).waitFor();
    expect(await page.getByRole('checkbox', { name: /^Slot / }).count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Find a model' }).fill('');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('price');
    const names = await page
      .getByRole('checkbox', { name: /^Slot / })
      .evaluateAll((inputs) => inputs.map((input) => input.closest('label')?.textContent ?? ''));
    expect(names[0]).toMatch(/^Slot 8/);
    expect(names.at(-1)).toMatch(/^Slot 3/);

    await page
      .getByRole('button', { name: /Slot 8/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Draw 1 picture.*\$0\.01/ }).waitFor();
    await page.getByRole('button', { name: 'Save this set' }).click();
    await page.getByRole('textbox', { name: 'Name of the set' }).fill('the cheap one');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.getByRole('button', { name: 'Draw 8 pictures' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Use the set “the cheap one”' }).click();
    await page.getByRole('button', { name: /^Draw 1 picture/ }).waitFor();

    await page.getByRole('button', { name: 'Watercolour' }).click();
    const added = ((await page.getByText(/^Added: /).textContent()) ?? '').slice('Added: '.length);
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/generate')),
      draw(page, 'a heron'),
    ]);
    expect(request.postDataJSON()).toMatchObject({ models: ['8-slot-8'] });
    expect(request.postDataJSON().prompt).toContain(added);
    expect(request.postDataJSON().prompt).toMatch(/^a heron/);
    await page.context().close();
  });

  it('a screen reader hears which models failed and why, and what it cost, and nothing is marked as busy', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Slot 1', 'Slot 2']);
    vendors.setFaults([{ fault: 'down', model: 'sdxl-2' }]);
    await page.evaluate(HEAR);
    await draw(page, 'heard and not seen [[fault:slow@sdxl-1]]');
    await tile(page, 'Slot 1').waitFor();
    expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
    await runEnds(page);
    await page.waitForFunction('heard.some((text) => text.startsWith("The run has ended"))');
    const heard = await page.evaluate<string[]>('heard');
    expect(heard.join(' ')).toContain('Slot 2: Vendor is down');
    expect(heard.at(-1)).toContain('1 picture, 1 without a picture');
    expect(heard.at(-1)).toContain('$0.02 spent');
    expect(heard.length).toBeLessThanOrEqual(4);
    await page.context().close();
  });

  it.each([
    ['laptop', { width: 1280, height: 720 }],
    ['phone', { width: 390, height: 844 }],
    ['narrow window', { width: 320, height: 640 }],
  ])(
    'from the prompt, the button that draws is at most six stops away, and it is on the %s’s screen',
    async (_name, viewport) => {
      const page = await openPage(browser, stack.url, { viewport });
      await box(page).fill('near');
      await page.getByRole('button', { name: 'Draw 8 pictures' }).waitFor();
      const focused = () => page.evaluate<string>('document.activeElement.textContent');
      let stops = 0;
      while (stops < 40 && !(await focused()).startsWith('Draw 8 pictures')) {
        await page.keyboard.press('Tab');
        stops += 1;
      }
      expect(stops).toBeLessThanOrEqual(6);
      const isSeen = await page.evaluate<boolean>(`(() => {
      const box = document.activeElement.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight && document.activeElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
    })()`);
      expect(isSeen).toBe(true);
      await Promise.all([page.waitForURL('**/r/*'), page.keyboard.press('Enter')]);
      await page.context().close();
    },
  );

  it('no setting that gets the focus is hidden behind the button that draws', async () => {
    const page = await openPage(browser, stack.url, { viewport: { width: 1280, height: 720 } });
    await page.getByRole('button', { name: /^Draw 8 pictures/ }).focus();
    const hidden: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate<string | null>(`(() => {
        const { activeElement: at } = document;
        if (!at.closest('#composer')) return null;
        const box = (at.closest('label') ?? at).getBoundingClientRect();
        const top = document.querySelector('#composer [type="submit"]').parentElement.getBoundingClientRect().top;
        const isBelow = !at.closest('[type="submit"], select') && box.bottom > top + 1;
        return isBelow ? at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent : '';
      })()`);
      if (found === null) break;
      if (found !== '') hidden.push(found);
    }
    expect(hidden).toEqual([]);
    await page.context().close();
  });

  it('of eight tiles only one is entered with Tab', async () => {
    const page = await openPage(browser, stack.url);
    await draw(page, 'eight of them');
    await runEnds(page);
    await picturesShown(page, SLOTS);
    const focused = () =>
      page.evaluate<string>(`(() => {
      const { activeElement: at } = document;
      return at.closest('[data-tile]') ? 'tile' : at.tagName;
    })()`);
    // With its controls.
    await page.locator('[data-tile]').first().focus();
    let inTiles = 1;
    for (; inTiles < 40; inTiles += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) !== 'tile') break;
    }
    expect(inTiles).toBeLessThanOrEqual(8);
    await page.context().close();
  });

  it('comparing at 400 % leaves most of the window to the pictures', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Slot 1', 'Slot 2']);
    await draw(page, 'compared on a tiny window');
    await runEnds(page);
    await picturesShown(page, 2);
    for (const name of ['Slot 1', 'Slot 2']) {
      await page.getByRole('button', { name: `Compare ${name}` }).dispatchEvent('click');
    }
    await page.setViewportSize({ width: 320, height: 256 });
    await page.getByRole('button', { name: 'Compare 2', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await dialog.locator('[data-pane]').nth(1).waitFor();
    const height = await dialog
      .locator('[data-pane]')
      .first()
      .evaluate((pane) => pane.getBoundingClientRect().height);
    expect(height).toBeGreaterThanOrEqual(128);
    await dialog.getByText('Tools').click();
    await dialog.getByRole('button', { name: 'Divider', exact: true }).click();
    await dialog.getByText('Tools').click();
    const divided = await dialog
      .locator('[data-pane]')
      .first()
      .evaluate((pane) => pane.getBoundingClientRect().height);
    expect(divided).toBeGreaterThanOrEqual(110);
    await page.context().close();
  });

  it('single keys do nothing while a control has the focus', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Slot 1']);
    await draw(page, 'keys and controls');
    await runEnds(page);
    const downloads: string[] = [];
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
    await page.getByRole('checkbox', { name: /^Slot 1 / }).focus();
    for (const key of ['d', 'r', 'g', 'c', '?']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'None', exact: true }).focus();
    for (const key of ['d', 'r', 'g', 'c', '?']) await page.keyboard.press(key);
    await page.waitForTimeout(300);
    expect(downloads).toEqual([]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(new URL(page.url()).pathname).toMatch(/^\/r\//);
    await page.context().close();
  });
});
