import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { axeWalk } from './support/axe.ts';
import { choose, draw, launchBrowser, openPage, picturesShown, runEnds } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

describe('axe has nothing to find, best practices included, light and dark, from 320 to 1920 pixels,', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Slow']));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('on the start page, unfolded and in trouble, and in its dialogs', async () => {
    const page = await openPage(browser, stack.url);
    const { findings, check, dialog, press } = axeWalk(page);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.waitFor();
    await check('start');
    await dialog('settings', press('Settings'));
    await dialog('keys', press('Keyboard shortcuts'));
    await dialog('ideas', press('Ideas'));
    await dialog('history without a prompt', press('History'));
    await dialog('start from a picture', press('Start from a picture'));
    await page.setViewportSize({ width: 320, height: 640 });
    await press('Models and settings')();
    await page.getByText('Advanced settings').click();
    await check('unfolded');
    await press('None')();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose at least one model.').waitFor();
    await box.fill('x'.repeat(1001));
    await check('nothing that can be drawn');
    await box.fill('a harbour');
    await dialog('enhance', async () => {
      await press('Enhance')();
      await page.getByText('Rewritten by').waitFor();
    });
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await check('offline');
    await page.context().setOffline(false);
    await page.route('**/models', (route) => route.abort());
    await page.reload();
    await page.getByText('The API cannot be reached').waitFor();
    await check('no API');
    expect(findings).toEqual([]);
    await page.context().close();
  }, 400_000);

  it('in the gallery, behind a link, and where there is nothing', async () => {
    const page = await openPage(browser, `${stack.url}/gallery`);
    const { findings, check, dialog, press } = axeWalk(page);
    await page.getByText('No runs yet').waitFor();
    await check('empty gallery');
    await page.goto(stack.url);
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await draw(page, 'a quiet harbour');
    await runEnds(page);
    await picturesShown(page, 2);
    await page.getByRole('button', { name: 'Star', exact: true }).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const link = page.getByRole('textbox', { name: 'Address' }).first();
    await link.waitFor();
    const shared = await link.inputValue();
    await check('share');
    await page.keyboard.press('Escape');
    await page.goto(shared);
    await page.getByRole('img').first().waitFor();
    await check('shared pictures');
    await page.goto(`${stack.url}/shared/${'0'.repeat(22)}`);
    await page.getByText('This link shows nothing any more').waitFor();
    await check('a link that is gone');
    await page.goto(`${stack.url}/gallery`);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await check('gallery');
    await dialog('delete from the gallery', press('Delete “a quiet harbour”'));
    await page.goto(`${stack.url}/r/00000000-0000-4000-8000-000000000000`);
    await page.getByText('This run is not here').waitFor();
    await check('no such run');
    await page.goto(`${stack.url}/nowhere`);
    await page.getByText('There is nothing at this address').waitFor();
    await check('no such page');
    expect(findings).toEqual([]);
    await page.context().close();
  }, 400_000);
});
