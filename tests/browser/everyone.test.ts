import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  choose,
  DESKTOP,
  draw,
  launchBrowser,
  openPage,
  PHONE,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const WINDOWS = {
  '320 px': { width: 320, height: 640 },
  'a phone': PHONE,
  'a small laptop': { width: 1280, height: 720 },
  'a large screen': { width: 1920, height: 1080 },
};

/** What axe finds on the current page, best practices included, in words; in the dark only what light changes. */
async function findingsOf(page: Page, colorScheme: 'light' | 'dark', place: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  // Level A, and still off by default: what is seen of a control is part of its name.
  else axe.options({ rules: { 'label-content-name-mismatch': { enabled: true } } });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${place}: ${id} at ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}

function transitionsEnd(page: Page): Promise<unknown> {
  const transitions = 'document.getAnimations().filter((animation) => animation instanceof CSSTransition)';
  // One of a tile that goes away meanwhile may never say that it has finished.
  const enough = 'new Promise((resolve) => setTimeout(resolve, 1000))';
  return page.evaluate(
    `Promise.race([${enough}, Promise.allSettled(${transitions}.map(({ finished }) => finished))]).then(() => true)`,
  );
}

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

  it('has no axe finding on any screen or dialog, light and dark, at any width', async () => {
    const page = await openPage(browser, stack.url, { reducedMotion: 'reduce' });
    const findings: string[] = [];
    const check = async (place: string) => {
      for (const [window, viewport] of Object.entries(WINDOWS)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          // Colors change in a transition, however short.
          await transitionsEnd(page);
          findings.push(...(await findingsOf(page, colorScheme, `${place}, ${colorScheme}, ${window}`)));
        }
      }
      await page.setViewportSize(DESKTOP);
    };
    const dialog = async (place: string, open: () => Promise<void>) => {
      await open();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(100);
      await check(place);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const button = (name: string) => () => page.getByRole('button', { name }).first().click();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    await check('start');
    await dialog('settings', button('Settings'));
    await dialog('keys', button('Keyboard shortcuts'));
    await dialog('random prompts', button('Ideas'));
    await draw(page, 'a quiet harbour');
    await tile(page, 'Demo Slow').getByRole('timer').waitFor();
    await check('running');
    await runEnds(page);
    await picturesShown(page, 4);
    await check('finished');
    await dialog('history', button('History'));
    await dialog('enhance', async () => {
      await button('Enhance')();
      await page.getByText('Rewritten by').waitFor();
    });
    await dialog('facts', button('Details Demo Refused'));
    await dialog('reword', button('Reword: Demo Refused'));
    await dialog('lightbox', button('Enlarge the picture of Demo Aurora'));
    for (const name of STYLES)
      await page.getByRole('button', { name: `Compare ${name}` }).dispatchEvent('click');
    await check('tray');
    await dialog('compare', button('Compare 4'));
    await page.goto(`${stack.url}/gallery`);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await check('gallery');
    await page.goto(`${stack.url}/r/00000000-0000-4000-8000-000000000000`);
    await page.getByText('This run is not here').waitFor();
    await check('no such run');
    await page.goto(`${stack.url}/nowhere`);
    await page.getByText('There is nothing at this address').waitFor();
    await check('no such page');
    await page.goto(stack.url);
    await page.getByRole('radio', { name: '3 pictures per model' }).check();
    await choose(page, ['Demo Aurora', 'Demo Refused', 'Demo Slow']);
    await draw(page, 'several of each');
    await tile(page, 'Demo Slow').getByRole('timer').first().waitFor();
    await check('several pictures, running');
    await runEnds(page);
    await picturesShown(page, 6);
    await check('several pictures, finished');
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await check('offline');
    expect(findings).toEqual([]);
    await page.context().close();
  }, 600_000);

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
