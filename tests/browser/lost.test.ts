import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { choose, draw, fetchedAhead, launchBrowser, openPage, runEnds, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack(slots(STYLES));
  browser = await launchBrowser();
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe('A lost connection', () => {
  it('takes nothing from a page that had time to load the rest', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await draw(page, 'before the tunnel');
    await runEnds(page);
    await fetchedAhead(page);
    await page.context().setOffline(true);
    for (const name of ['Settings', 'Keyboard shortcuts', 'Ideas', 'History']) {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(await page.getByRole('button', { name: 'Enhance' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await tile(page, 'Demo Aurora').waitFor();
    await page.context().close();
  });

  it('costs a part that is missing only itself, and brings it when the network is back', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    // Nothing is prefetched, as if the connection were lost right after the first script.
    await page.addInitScript('globalThis.requestIdleCallback = () => 0');
    await page.goto(stack.url);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.fill('written in a tunnel');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await page.getByRole('dialog', { name: 'This could not be loaded' }).waitFor();
    expect(await box.inputValue()).toBe('written in a tunnel');
    await context.setOffline(false);
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.keyboard.press('Escape');

    await context.setOffline(true);
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByRole('heading', { name: 'This could not be loaded' }).waitFor();
    await page.goBack();
    expect(await box.inputValue()).toBe('written in a tunnel');
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByRole('heading', { name: 'Gallery', level: 1 }).waitFor();
    await context.close();
  });

  it('takes the stylesheet of the page, or of a part, only for a moment', async () => {
    const page = await openPage(browser, 'about:blank');
    const lost: string[] = [];
    await page.route('**/*.css', async (route) => {
      const { pathname } = new URL(route.request().url());
      const isFirst = /\/(index|dialogs)-/.test(pathname) && !lost.includes(pathname);
      if (isFirst) lost.push(pathname);
      await (isFirst ? route.abort() : route.continue());
    });
    const arrives = (name: string) => page.waitForResponse(new RegExp(`/${name}-[^/]*\\.css$`));
    await Promise.all([arrives('index'), arrives('dialogs'), page.goto(stack.url)]);
    // Without its stylesheet, a checkbox has another name: that of the model and its price run together.
    await choose(page, ['Demo Aurora']);
    expect(lost).toHaveLength(2);
    await page.context().close();
  });

  it('shows the outline of a run at once while a link loads', async () => {
    const page = await openPage(browser, stack.url);
    const address = await draw(page, 'a slow link');
    await runEnds(page);
    await page.route('**/status/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.goto(address);
    await page.getByText('Loading the run…').waitFor();
    await tile(page, 'Demo Aurora').waitFor();
    await page.context().close();
  });
});

describe('Two tabs', () => {
  it('keep their own words, models and undo, also after a reload', async () => {
    const one = await openPage(browser, stack.url);
    const two = await one.context().newPage();
    await two.goto(stack.url);
    const box = (page: typeof two) => page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box(one).fill('words of the first tab');
    await box(two).fill('words of the second tab');
    await choose(two, ['Demo Aurora']);
    expect(await box(one).inputValue()).toBe('words of the first tab');
    await one.getByRole('button', { name: 'Draw 4 pictures' }).waitFor();
    await box(one).press('Control+a');
    await one.getByRole('button', { name: 'Clear' }).click();
    await one.reload();
    await one.getByRole('button', { name: 'Undo' }).click();
    expect(await box(one).inputValue()).toBe('words of the first tab');
    await two.reload();
    expect(await box(two).inputValue()).toBe('words of the second tab');
    await one.context().close();
  });
});
