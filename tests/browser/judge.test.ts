import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from './support/axe.ts';
import { choose, DESKTOP, launchBrowser, openPage, PHONE, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const MODELS = STYLES.slice(0, 3);
/** What would lead to a model: its name, its slot, its vendor, and what is told of each picture otherwise. */
const TELLING = [
  /demo/i,
  /aurora|bauhaus|contour|nightfall/i,
  /(?<![0-9a-f-])[1-9]-[a-z]{3,}/,
  /cost|duration|provider|modelId|createdAt/i,
  /\$\d/,
];

const told = (text: string) => TELLING.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

describe('Judging two pictures at a time', () => {
  let stack: Stack;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startStack(slots(MODELS));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Draws blind in the page, and goes to the pairs. @returns the id of the run */
  async function toPairs(page: Page): Promise<string> {
    await choose(page, MODELS);
    await page.getByRole('switch', { name: /^Blind/ }).check();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a red fox in snow');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.pathname.startsWith('/r/'));
    const id = new URL(page.url()).pathname.slice('/r/'.length);
    await page.getByRole('link', { name: 'Judge two at a time instead' }).click({ timeout: 60_000 });
    return id;
  }
  const pictures = (page: Page) => page.locator('#main img');
  const shownPair = async (page: Page) => {
    await pictures(page).nth(1).waitFor();
    return pictures(page).evaluateAll((images) =>
      images.map((image) => (image as unknown as { src: string }).src),
    );
  };
  const judged = (page: Page, count: number) =>
    page.getByText(`${count} of 3 pairs judged`, { exact: true }).waitFor();
  const boardOf = async (page: Page) =>
    page.evaluate<{ votes: Record<string, number[]>; voters: { count: number } }>(
      "fetch('/board', { headers: { 'x-voter': JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith('run-key')))) } }).then((reply) => reply.json())",
    );

  it('tells in page, network and pictures nothing of whose they are; goes on where it was left; two people vote on their own', async () => {
    const page = await openPage(browser, stack.url);
    const heard: { address: string; told: string; headers: string; body: Buffer }[] = [];
    const reading: Promise<void>[] = [];
    await choose(page, MODELS);
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!/^[/](votes|images)/.test(pathname)) return;
      reading.push(
        (async () => {
          const body = await response.body().catch(() => Buffer.alloc(0));
          // The page may be left meanwhile.
          const headers = JSON.stringify(await response.allHeaders().catch(() => ({})));
          heard.push({ address: response.url(), told: pathname, headers, body });
        })(),
      );
    });
    const jobId = await toPairs(page);
    await shownPair(page);
    // Both at once, and both painted.
    expect(
      await pictures(page).evaluateAll((images) =>
        images.every((image) => (image as unknown as { complete: boolean }).complete),
      ),
    ).toBe(true);
    const main = await page.locator('#main').innerHTML();
    expect(told(main)).toEqual([]);

    // By keys, and taken back.
    await page.keyboard.press('ArrowLeft');
    await judged(page, 1);
    await page.keyboard.press('u');
    await judged(page, 0);
    await page.keyboard.press('ArrowRight');
    await judged(page, 1);
    await Promise.all(reading);
    expect(heard.filter(({ told: path }) => path === '/votes')).not.toHaveLength(0);
    for (const { address, told: path, headers, body } of heard) {
      expect([address, told(path)]).toEqual([address, []]);
      expect([address, told(headers)]).toEqual([address, []]);
      if (path.startsWith('/images/')) {
        expect(body.toString('latin1', 8, 12)).toBe('WEBP');
        expect(body.toString('latin1')).not.toMatch(/EXIF|XMP |ICCP|aurora|bauhaus|contour|costUsd/i);
      } else expect([address, told(body.toString('utf8'))]).toEqual([address, []]);
    }

    // Closed in the middle, and opened again.
    await page.close();
    const again = await page.context().newPage();
    again.setDefaultTimeout(20_000);
    await again.goto(`${stack.url}/judge?run=${jobId}`);
    await judged(again, 1);

    // Somebody else, to whom the run was handed over, has all three pairs, at the same time.
    const key = await again.evaluate<string>(
      "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith('run-key'))))",
    );
    const other = await openPage(browser, `${stack.url}/r/${jobId}#k=${key}`, {
      viewport: PHONE,
      hasTouch: true,
    });
    await other.getByRole('link', { name: 'Judge two at a time instead' }).click();
    await judged(other, 0);
    await shownPair(other);
    for (const viewport of [PHONE, DESKTOP, { width: 320, height: 640 }]) {
      await other.setViewportSize(viewport);
      expect(await violationsOf(other)).toEqual([]);
      expect(await other.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
        0,
      );
    }
    await other.setViewportSize(PHONE);
    await Promise.all([swipe(other, -150), again.keyboard.press('ArrowDown')]);
    await Promise.all([judged(other, 1), judged(again, 2)]);
    await swipe(other, 150);
    await judged(other, 2);
    await again.getByRole('button', { name: 'Neither is any good' }).click();
    await again.getByText('There is nothing left to judge.').waitFor();

    const board = await boardOf(again);
    expect(board.voters.count).toBe(2);
    expect([board.votes.outcome?.length, board.votes.voter?.toSorted()]).toEqual([5, [0, 0, 0, 1, 1]]);
    const own = board.votes.outcome?.filter((_, place) => board.votes.voter?.[place] === 0);
    expect(own?.toSorted()).toEqual([1, 2, 3]);

    // Then it is told.
    await again.getByRole('link', { name: /^To the run/ }).click();
    await again.getByRole('button', { name: 'No favourite' }).click();
    for (const name of MODELS) await tile(again, name).waitFor();
    await other.reload();
    await other.getByText('There is nothing left to judge.').waitFor();
    expect([...page.faults, ...other.faults.filter((fault) => !fault.includes('409'))]).toEqual([]);
    await again.context().close();
    await other.context().close();
  }, 180_000);
});

/** A finger that goes across the first picture. */
async function swipe(page: Page, by: number): Promise<void> {
  const box = await page.locator('#main img').first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 60];
  const session = await page.context().newCDPSession(page);
  const touch = (type: string, points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: points });
  await touch('touchStart', [{ x, y }]);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', [{ x: x + by * part, y }]);
  await touch('touchEnd', []);
  await session.detach();
}
