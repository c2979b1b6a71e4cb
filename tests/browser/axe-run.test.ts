import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { en } from '../../frontend/src/lib/i18n/en.ts';
import { axeWalk } from './support/axe.ts';
import { choose, draw, launchBrowser, openPage, picturesShown, runEnds, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

describe('axe has nothing to find, best practices included, light and dark, from 320 to 1920 pixels,', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Refused', 'Demo Slow']));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('in a run while it is drawn and once it has ended, and in its dialogs', async () => {
    const page = await openPage(browser, stack.url);
    const { findings, check, dialog, press } = axeWalk(page);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    await draw(page, 'a quiet harbour');
    await tile(page, 'Demo Slow').getByRole('timer').waitFor();
    await check('running');
    await runEnds(page);
    await picturesShown(page, 5);
    await check('finished');
    await dialog('history', press('History'));
    await dialog('facts', press('Details Demo Refused'));
    await dialog('reword', press('Reword: Demo Refused'));
    await dialog('title and time', press('Title and time'));
    await dialog('delete', press('Delete this run'));
    await dialog('lightbox', press('Enlarge the picture of Demo Aurora'));
    await dialog('go on from a picture', press('Go on from Demo Aurora'));
    await page.getByRole('switch', { name: 'Facts' }).click();
    await page.getByRole('slider', { name: 'Picture size' }).fill('0');
    await check('pictures only, very small');
    for (const name of STYLES)
      await page.getByRole('button', { name: `Compare ${name}` }).dispatchEvent('click');
    await check('tray');
    await press('Compare 4')();
    const compare = page.getByRole('dialog', { name: 'Compare' });
    for (const mode of Object.values(en.compare.modes)) {
      await compare.getByRole('button', { name: mode, exact: true }).click();
      await check(`compare: ${mode}`);
    }
    await compare.getByRole('switch', { name: 'Hide names' }).click();
    await check('compare: names hidden');
    await page.keyboard.press('Escape');
    expect(findings).toEqual([]);
    await page.context().close();
  }, 600_000);

  it('in a run with several pictures of each model, and in one that changes a picture', async () => {
    const page = await openPage(browser, stack.url);
    const { findings, check, dialog, press } = axeWalk(page);
    await page.getByRole('radio', { name: '3 pictures per model' }).check();
    await choose(page, ['Demo Aurora', 'Demo Refused', 'Demo Slow']);
    await draw(page, 'several of each');
    await tile(page, 'Demo Slow').getByRole('timer').first().waitFor();
    await check('several pictures, running');
    await runEnds(page);
    await picturesShown(page, 6);
    await check('several pictures, finished');
    await page.getByRole('switch', { name: 'Facts' }).click();
    await check('several pictures, without facts');
    await page.getByRole('switch', { name: 'Facts' }).click();
    await press('Enlarge the picture of Demo Aurora')();
    await page.getByRole('dialog').getByRole('button', { name: 'Go on from Demo Aurora' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('make it night');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Draw with/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'make it night' }).waitFor();
    await runEnds(page);
    await picturesShown(page, STYLES.length);
    await check('a changed picture');
    await dialog('before and after', press('Before and after: Demo Aurora'));
    expect(findings).toEqual([]);
    await page.context().close();
  }, 400_000);
});
