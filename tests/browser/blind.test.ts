import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from './support/axe.ts';
import { choose, DESKTOP, launchBrowser, openPage, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const PROMPT = 'a red fox in snow';
const SLOW = 'Demo Slow';
const DRAWN = [...STYLES, SLOW];
/** What would lead to a model: its name, its slot, its vendor, and what is told of each picture otherwise. */
const TELLING = [
  /demo/i,
  /aurora|bauhaus|contour|nightfall/i,
  /(?<![0-9a-f-])[1-9]-[a-z]{3,}/,
  /costUsd":0?\.?[1-9]/,
  /\$\d/,
];

/** Everything that a page gets from when it is listened to. */
function listenTo(page: Page) {
  const heard: { address: string; headers: string; body: Buffer }[] = [];
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/^[/](status|images|runs)[/]/.test(pathname)) return;
    reading.push(
      (async () => {
        const body = await response.body().catch(() => Buffer.alloc(0));
        heard.push({ address: response.url(), headers: JSON.stringify(await response.allHeaders()), body });
      })(),
    );
  });
  return async () => {
    await Promise.all(reading);
    return heard;
  };
}

/** What a text tells; the run's own words and the estimate of all together were known before. */
function told(text: string): string[] {
  const estimate = /"estimatedCostUsd":[{][^}]*[}]/g;
  const plain = text.replace(estimate, '');
  return TELLING.flatMap((pattern) => pattern.exec(plain)?.[0] ?? []);
}

describe('A blind run', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots(DRAWN));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function drawBlind(page: Page): Promise<string> {
    await choose(page, DRAWN);
    await page.getByRole('switch', { name: /^Blind/ }).check();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(PROMPT);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.pathname.startsWith('/r/'));
    return page.url();
  }

  it('tells in page, network and pictures nothing of whose a picture is, until one is picked', async () => {
    const page = await openPage(browser, stack.url);
    const heard = listenTo(page);
    await drawBlind(page);
    await page.getByText('Drawing blind').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    for (const letter of 'ABCDE') await tile(page, letter).getByRole('img').waitFor({ timeout: 60_000 });
    await page.waitForFunction('[...document.images].every((image) => image.complete)');

    const main = await page.locator('#main').innerHTML();
    expect(told(main)).toEqual([]);
    expect(await page.getByRole('complementary').innerText()).not.toMatch(/Demo|\$/);
    const answers = await heard();
    const pictures = answers.filter(({ address }) => address.includes('/images/'));
    expect(pictures).toHaveLength(DRAWN.length);
    for (const { address, headers, body } of answers) {
      expect([address, told(new URL(address).pathname)]).toEqual([address, []]);
      expect([address, told(headers)]).toEqual([address, []]);
      if (!pictures.some((picture) => picture.address === address))
        expect([address, told(body.toString('utf8'))]).toEqual([address, []]);
    }
    // A WebP of one size, with nothing but the picture in it.
    const sizes = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#main img')].map((image) => image.naturalWidth + ' ' + image.naturalHeight)",
    );
    expect(new Set(sizes)).toEqual(new Set(['1024 1024']));
    for (const { body } of pictures) {
      expect(body.toString('latin1', 8, 12)).toBe('WEBP');
      // In so many bytes that mean nothing, only words are no chance.
      expect(body.toString('latin1')).not.toMatch(/EXIF|XMP |ICCP|aurora|bauhaus|contour|nightfall|costUsd/i);
    }

    await page.keyboard.press('b');
    await page.getByText(/You picked B: Demo/).waitFor();
    for (const name of DRAWN) await tile(page, name).waitFor();
    expect(await page.getByRole('heading', { name: 'A', exact: true }).count()).toBe(0);
    await page.reload();
    for (const name of DRAWN) await tile(page, name).waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('is private, is found after a reload, and is told without a favourite', async () => {
    const page = await openPage(browser, stack.url);
    const address = await drawBlind(page);
    await page.reload();
    await page.getByText('Which picture is the best one?').waitFor({ timeout: 60_000 });
    const other = await openPage(browser, address);
    await other.getByRole('heading', { name: 'This run is not here' }).waitFor();
    for (const viewport of [DESKTOP, { width: 320, height: 640 }]) {
      await page.setViewportSize(viewport);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.getByRole('button', { name: 'No favourite' }).click();
    for (const name of DRAWN) await tile(page, name).waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
    await other.context().close();
  }, 120_000);
});
