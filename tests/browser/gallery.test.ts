import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axeWalk } from './support/axe.ts';
import { choose, draw, launchBrowser, openPage, runEnds } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const card = (page: Page, prompt: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: prompt });

/** Waits until exactly these runs are listed, the newest first. */
async function listed(page: Page, ...prompts: string[]) {
  const links = page.getByRole('main').getByRole('listitem').locator('a > span:last-child');
  let found: string[] = [];
  for (let attempt = 0; attempt < 100; attempt += 1) {
    found = await links.allInnerTexts();
    if (found.join('|') === prompts.join('|')) return;
    await page.waitForTimeout(100);
  }
  expect(found).toEqual(prompts);
}

describe('The gallery', () => {
  let stack: Stack;
  let browser: Browser;
  let artist: Awaited<ReturnType<typeof openPage>>;

  /** Three runs: two with pictures, one without, all of one browser. */
  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Refused', 'Demo Slow']));
    browser = await launchBrowser();
    artist = await openPage(browser, stack.url);
    await choose(artist, STYLES);
    await draw(artist, 'Ein Löwe im Schnee');
    await runEnds(artist);
    await artist.goto(stack.url);
    await artist.getByRole('radio', { name: 'Wide' }).check({ force: true });
    await choose(artist, ['Demo Aurora']);
    await draw(artist, 'a wide lion');
    await runEnds(artist);
    await artist.goto(stack.url);
    await choose(artist, ['Demo Refused']);
    await draw(artist, 'nobody draws this lion');
    await runEnds(artist);
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('finds runs by words, model, shape and day, and keeps that in the address', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`);
    await listed(page, 'a wide lion', 'Ein Löwe im Schnee');
    // It is asked for before the page is rendered, and not again by the page.
    const asked = `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/gallery/list')).length`;
    expect(await page.evaluate(asked)).toBe(1);
    expect(await card(page, 'Löwe').getByRole('link').locator('img').count()).toBe(4);
    const search = page.getByRole('searchbox');
    await search.fill('LOWE im');
    await listed(page, 'Ein Löwe im Schnee');
    await search.fill('');
    await page.getByRole('combobox', { name: 'Shape' }).selectOption('Wide');
    await listed(page, 'a wide lion');
    await page.getByRole('combobox', { name: 'Shape' }).selectOption('All shapes');
    await page.getByRole('combobox', { name: 'Model' }).selectOption('Demo Bauhaus');
    await listed(page, 'Ein Löwe im Schnee');
    expect(new URL(page.url()).search).toBe('?model=Demo+Bauhaus');

    await card(page, 'Löwe').getByRole('link').click();
    await page.getByRole('article', { name: 'Demo Bauhaus', exact: true }).waitFor();
    await page.goBack();
    await listed(page, 'Ein Löwe im Schnee');
    expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('Demo Bauhaus');
    await page.reload();
    await listed(page, 'Ein Löwe im Schnee');

    await page.goto(`${stack.url}/gallery?to=2020-01-01`);
    await page.getByText('No run matches.').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await listed(page, 'a wide lion', 'Ein Löwe im Schnee');
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('asks for the first picture of each run before there are cards, and once', async () => {
    const page = await openPage(
      browser,
      `${stack.url}/gallery`,
      {},
      `new MutationObserver(() => {
        if (document.querySelector('main li')) globalThis.cardsAt ??= performance.now();
      }).observe(document, { childList: true, subtree: true })`,
    );
    await listed(page, 'a wide lion', 'Ein Löwe im Schnee');
    await page.waitForLoadState('networkidle');
    const asked = await page.evaluate<string[][]>(
      `[...document.querySelectorAll('main li')].map((card) => [...card.querySelectorAll('img')].map(({ src }) =>
        performance.getEntriesByName(src).map(({ startTime }) => (startTime < cardsAt ? 'before' : 'with')).join()))`,
    );
    expect(asked).toEqual([['before'], ['before', 'with', 'with', 'with']]);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('fetches further pages only once the first one is scrolled, or where it does not fill the window', async () => {
    const page = await openPage(browser, 'about:blank');
    const asked: string[] = [];
    await page.route('**/gallery/list*', (route) => {
      asked.push(new URL(route.request().url()).search);
      const galleries = Array.from({ length: 24 }, (_, index) => ({
        id: `11111111-1111-4111-8111-${String(24 * asked.length + index).padStart(12, '0')}`,
        timestamp: '2026-11-20T10:00:00.000Z',
        prompt: `run ${index} of page ${asked.length}`,
        ...{ preview: '', previews: [], imageCount: 1, totalModels: 1, totalPictures: 1, models: [] },
      }));
      const nextCursor = asked.length < 3 ? `${asked.length}` : null;
      return route.fulfill({ json: { galleries, total: 72, nextCursor, searchedBackTo: null } });
    });
    const open = async (width: number, height: number) => {
      // What the page before still asks for must not be counted.
      await page.goto('about:blank');
      asked.length = 0;
      await page.setViewportSize({ width, height });
      await page.goto(`${stack.url}/gallery`);
      await page.getByText('run 0 of page 1', { exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
    };
    await open(1440, 900);
    expect(asked).toEqual(['']);
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, 200);
    while (asked.length < 2) await page.waitForTimeout(50);
    expect(asked[1]).toBe('?cursor=1');
    await open(1440, 2600);
    expect(asked.slice(0, 2)).toEqual(['', '?cursor=1']);
    await page.context().close();
  });

  it('shows nobody the run without a picture, but whose it is, also in a tab that knows nothing', async () => {
    const other = await openPage(browser, `${stack.url}/gallery`);
    await listed(other, 'a wide lion', 'Ein Löwe im Schnee');
    await other.getByRole('switch', { name: 'Only mine' }).check();
    await other.getByText('You have drawn nothing here yet.', { exact: false }).waitFor();
    await other.context().close();

    const tab = await artist.context().newPage();
    await tab.goto(`${stack.url}/gallery?mine=1`);
    await listed(tab, 'nobody draws this lion', 'a wide lion', 'Ein Löwe im Schnee');
    await card(tab, 'nobody').getByText('Without a picture').waitFor();
    await tab.getByRole('searchbox').fill('nobody');
    await listed(tab, 'nobody draws this lion');
    await card(tab, 'nobody').getByRole('link').click();
    await tab.getByRole('heading', { name: 'Prompt refused' }).waitFor();
    await tab.close();
  });

  it('lists in a second tab what the first one is drawing', async () => {
    await artist.goto(stack.url);
    await choose(artist, ['Demo Slow']);
    await draw(artist, 'a slow lion');
    const tab = await artist.context().newPage();
    await tab.goto(`${stack.url}/gallery`);
    await tab.getByText('1 running').click();
    const running = tab.getByRole('navigation', { name: 'Runs in progress' });
    await running.getByRole('link', { name: /a slow lion/ }).click();
    await tab.getByRole('button', { name: 'Cancel the rest' }).waitFor();
    await runEnds(tab);
    await tab.close();
  }, 90_000);

  it('is searched with the keyboard alone, in German too', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`, { locale: 'de-DE' });
    const search = page.getByRole('searchbox', { name: 'In Prompts suchen' });
    await search.focus();
    await page.keyboard.type('wide');
    await listed(page, 'a wide lion');
    await page.getByText('1 Durchgang', { exact: true }).waitFor();
    const focused = () =>
      page.evaluate<string>(
        `document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent`,
      );
    const order: string[] = [];
    for (let step = 0; step < 24 && !order.at(-1)?.startsWith('a wide'); step += 1) {
      await page.keyboard.press('Tab');
      const name = await focused();
      if (order.at(-1) !== name) order.push(name);
    }
    expect(order).toEqual(['Modell', 'Format', 'Von', 'Bis', 'Nur meine', 'Nur gemerkte', 'a wide lion']);
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Demo Aurora', exact: true }).waitFor();
    await page.context().close();
  });

  it('has nothing for axe to find, light and dark, from 320 to 1920 pixels', async () => {
    const page = await artist.context().newPage();
    const { findings, check } = axeWalk(page);
    for (const address of ['?q=lion&model=Demo+Aurora&from=2020-01-01', '?mine=1', '?q=whale']) {
      await page.goto(`${stack.url}/gallery${address}`);
      await page.getByText(/^\d+ runs?$|No run matches\./).waitFor();
      await check(address);
    }
    expect(findings).toEqual([]);
    await page.close();
  }, 200_000);
});
