import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { choose, draw, launchBrowser, type OpenPage, openPage, runEnds, tile } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

const SHOWN = 'Demo Aurora';
const SLOW = 'Demo Slow';
const TIMEOUT_MS = 120_000;

/** What goes wrong in a page beyond responses that say that a run is gone. */
const faultsOf = ({ faults }: OpenPage) => faults.filter((fault) => !/status of (404|410|403)/.test(fault));

describe('Whose a run is', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots([SHOWN, SLOW, SLOW, SLOW]));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const visibility = (page: Page) => page.getByRole('main').getByRole('combobox', { name: 'Who sees it' });
  const inGallery = async (page: Page, prompt: string) => {
    await page.goto(`${stack.url}/gallery`);
    await page.getByRole('heading', { name: 'Gallery' }).waitFor();
    const { galleries } = (await (await fetch(`${stack.url}/gallery/list`)).json()) as {
      galleries: { prompt: string }[];
    };
    return galleries.some((each) => each.prompt === prompt);
  };

  it(
    'is told to everybody or to nobody, as was chosen, and changed later',
    async () => {
      const page = await openPage(browser, stack.url);
      await choose(page, [SHOWN]);
      await page
        .getByRole('complementary')
        .getByRole('combobox', { name: 'Who sees it' })
        .selectOption({ label: 'Only this browser' });
      const address = await draw(page, 'only for me');
      await runEnds(page);
      expect(await visibility(page).inputValue()).toBe('private');

      const other = await openPage(browser, address);
      await other.getByRole('heading', { name: 'This run is not here' }).waitFor();
      expect(await inGallery(other, 'only for me')).toBe(false);
      await page.reload();
      await tile(page, SHOWN).waitFor();

      await visibility(page).selectOption({ label: 'Whoever has the link' });
      await page.getByText(/Whoever has its link can open it/).waitFor();
      await other.goto(address);
      await tile(other, SHOWN).waitFor();
      expect(await other.getByRole('button', { name: 'Delete this run' }).count()).toBe(0);
      expect(await inGallery(other, 'only for me')).toBe(false);

      await visibility(page).selectOption({ label: 'Everybody, in the gallery' });
      await page.getByText(/sees the run in the gallery/).waitFor();
      expect(await inGallery(other, 'only for me')).toBe(true);
      expect([...faultsOf(page), ...faultsOf(other)]).toEqual([]);
      await page.context().close();
      await other.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'ends where it is deleted while three models draw: for its page, for others that look at it, and for good',
    async () => {
      const page = await openPage(browser, stack.url);
      const address = await draw(page, 'gone at once');
      await tile(page, SHOWN).locator('img[data-shown]').first().waitFor();
      const image = await tile(page, SHOWN).locator('img').first().getAttribute('src');
      const other = await openPage(browser, address);
      await tile(other, SHOWN).waitFor();

      await page.getByRole('button', { name: 'Delete this run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('The run has been deleted.').waitFor();
      await page.waitForURL(`${stack.url}/`);
      await other.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      expect(await other.getByRole('article').count()).toBe(0);
      expect((await fetch(new URL(image ?? '', stack.url))).status).toBe(403);
      expect(await inGallery(other, 'gone at once')).toBe(false);
      await page.goto(address);
      await page.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      expect([...faultsOf(page), ...faultsOf(other)]).toEqual([]);
      await page.context().close();
      await other.context().close();
    },
    TIMEOUT_MS,
  );
});
