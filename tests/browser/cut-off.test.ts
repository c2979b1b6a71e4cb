import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  choose,
  draw,
  fetchedAhead,
  launchBrowser,
  type OpenPage,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { pressEverything } from './support/press-everything.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

/** Ways to be without the API; whatever is cut comes back. */
const CUTS = ['the network is cut', "the stack's process is killed"] as const;

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack(slots([...STYLES, 'Demo Slow', 'Demo Down']));
  browser = await launchBrowser();
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe.each(CUTS)('When %s', (cut) => {
  const isNetwork = cut === 'the network is cut';
  const goes = (page: OpenPage) => (isNetwork ? page.context().setOffline(true) : stack.kill());
  const returns = (page: OpenPage) => (isNetwork ? page.context().setOffline(false) : stack.restart());
  const box = (page: OpenPage) => page.getByRole('textbox', { name: 'Prompt', exact: true });

  it.each([
    ['that had time to load the rest', true],
    ['of which only the first script has come', false],
  ])(
    'no click breaks a page %s, and all works again afterwards',
    async (_, isPrefetched) => {
      const before = isPrefetched ? '' : 'globalThis.requestIdleCallback = () => 0';
      const page = await openPage(browser, stack.url, {}, before);
      const prompt = `a run, ${cut}, ${isPrefetched}`;
      await box(page).fill('pressed without a network');
      if (isPrefetched) await fetchedAhead(page);
      await goes(page);
      const start = await pressEverything(page);
      expect(start.broken).toEqual([]);
      expect(start.pressed).toEqual(expect.arrayContaining(['Gallery', 'Settings', 'Ideas', 'History']));
      await returns(page);

      await page.goto(stack.url);
      await choose(page, ['Demo Aurora', 'Demo Bauhaus', 'Demo Down']);
      await draw(page, prompt);
      await runEnds(page);
      await picturesShown(page, 2);
      if (isPrefetched) await fetchedAhead(page);
      await goes(page);
      const run = await pressEverything(page);
      expect(run.broken).toEqual([]);
      expect(run.pressed).toEqual(
        expect.arrayContaining([
          'Download all',
          'Contact sheet',
          'Star',
          'Enlarge the picture of Demo Aurora',
        ]),
      );
      await returns(page);
      // A dialog whose script has only come now opens late.
      const dialog = page.getByRole('dialog');
      await page.addLocatorHandler(dialog, () => page.keyboard.press('Escape'));
      await page.getByRole('link', { name: 'Gallery' }).click();
      await page.removeLocatorHandler(dialog);
      await page.getByRole('heading', { name: 'Gallery', level: 1 }).waitFor();
      await page.getByText(prompt).first().waitFor();
      await page.getByRole('button', { name: 'Settings' }).first().click();
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await page.context().close();
    },
    300_000,
  );

  it('in the middle of a run, the page says so, and shows every picture once it is back', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Slow']);
    await draw(page, 'cut off in the middle');
    await tile(page, 'Demo Slow').getByText('Drawing').waitFor();
    await tile(page, 'Demo Aurora').getByRole('img').waitFor();
    await goes(page);
    await page
      .getByText(
        isNetwork
          ? 'You are offline.'
          : 'The connection is interrupted. The run goes on; this page catches up.',
      )
      .waitFor();
    await page.getByRole('link', { name: 'Studio' }).click();
    await box(page).fill('typed meanwhile');
    await page.getByText('1 running').click();
    await page.getByRole('link', { name: /^cut off in the middle/ }).click();
    await tile(page, 'Demo Slow').waitFor();
    await returns(page);
    const again = tile(page, 'Demo Aurora').getByRole('button', { name: 'Load it again' });
    const aurora = tile(page, 'Demo Aurora').getByRole('img');
    await aurora.or(again).waitFor();
    if (await again.isVisible()) await again.click();
    await aurora.waitFor();
    if (isNetwork) {
      await runEnds(page);
      await tile(page, 'Demo Slow').getByRole('img').waitFor();
    } else {
      // The worker died with the stack. The sweeper will say so; until then the page goes on watching.
      await page.getByText('The connection is interrupted.').waitFor({ state: 'detached' });
      await tile(page, 'Demo Slow').getByRole('timer').waitFor();
    }
    await page.getByRole('link', { name: 'Studio' }).click();
    expect(await box(page).inputValue()).toBe('typed meanwhile');
    await page.context().close();
  }, 200_000);
});
