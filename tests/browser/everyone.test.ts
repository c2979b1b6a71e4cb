import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { choose, draw, launchBrowser, openPage, picturesShown, runEnds, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

describe('For everyone', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Refused', 'Demo Slow']));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('goes from prompt to download with the keyboard alone', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('no mouse was used');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    await tile(page, 'Demo Aurora').getByRole('img').waitFor();
    const focused = () =>
      page.evaluate<string>(
        `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`,
      );
    const download = page.waitForEvent('download');
    for (let step = 0; step < 80 && (await focused()) !== 'Download the picture of Demo Aurora'; step += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toBe('Download the picture of Demo Aurora');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^no-mouse-was-used-/);
    // Keys without a modifier act on a tile, and never while a control has the focus.
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await tile(page, 'Demo Aurora').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Demo Aurora');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Demo Bauhaus');
    await page.context().close();
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const page = await openPage(browser, stack.url, { viewport: { width: 320, height: 640 } });
    const sideways = () =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await page.getByRole('button', { name: 'Models and settings' }).click();
    expect(await sideways()).toBeLessThanOrEqual(0);
    await choose(page, STYLES);
    await draw(page, 'averyveryverylongwordwithoutanyspaceatallthatwouldnotfitintoanarrowscreen');
    await runEnds(page);
    await picturesShown(page, 4);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await page.goto(`${stack.url}/gallery`);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    expect(await sideways()).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('holds at 400 % zoom, which leaves a 1280 pixel window 320, and with a prompt from right to left', async () => {
    const page = await openPage(browser, stack.url, {
      viewport: { width: 320, height: 256 },
      deviceScaleFactor: 4,
    });
    await page.getByRole('button', { name: 'Models and settings' }).click();
    await choose(page, ['Demo Aurora']);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.fill('ثعلب أحمر في الثلج');
    expect(await box.evaluate((element) => element.matches(':dir(rtl)'))).toBe(true);
    await draw(page, 'ثعلب أحمر في الثلج');
    await runEnds(page);
    await picturesShown(page, 1);
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.evaluate((element) => element.matches(':dir(rtl)'))).toBe(true);
    expect(await page.evaluate('document.documentElement.matches(":dir(ltr)")')).toBe(true);
    const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(sideways)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Download the picture of Demo Aurora' }).click({ trial: true });
    await page.context().close();
  });

  it('speaks German where the browser does, and can be switched', async () => {
    const page = await openPage(browser, stack.url, { locale: 'de-DE' });
    await page.getByRole('button', { name: '6 Bilder erstellen' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await page.getByRole('button', { name: 'Einstellungen' }).first().click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'Draw 6 pictures' }).waitFor();
    await page.context().close();
  });

  it('keeps the prompt offline and goes on when the network is back', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.fill('written on a train');
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await box.inputValue()).toBe('written on a train');
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await draw(page, 'written on a train');
    await page.context().setOffline(true);
    await page.waitForTimeout(500);
    await page.context().setOffline(false);
    await runEnds(page);
    await tile(page, 'Demo Aurora').getByRole('img').waitFor();
    await page.context().close();
  });
});
