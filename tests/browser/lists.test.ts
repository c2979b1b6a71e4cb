import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type {
  BoardResponse,
  ListResponse,
  NextPairsResponse,
  StatusResponse,
} from '../../src/contract/index.ts';
import { brightDiscs, voteOf } from '../helpers/scripted-voter.ts';
import { violationsOf } from './support/axe.ts';
import { launchBrowser, openPage, PHONE } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

/** In an order that tells nothing. */
const GRADES = [4, 1, 6, 3, 5, 2];
const MODELS = GRADES.map((grade) => `Demo Grade ${grade}`);
const PROMPTS =
  '# animals\na {red|blue} {fox|hen|cat|owl|cow}\n# things\na {large|small} {cup|key|hat|box|bed}';
const COUNT = 20;
const BEST_FIRST = [1, 2, 3, 4, 5, 6].map((grade) => `Demo Grade ${grade}`);
const VOTES = 120;
const DRAWING_MS = 420_000;

/** Judges pairs of a list until there are so many votes. @returns how many there are */
async function judge(url: string, listId: string, key: string, count: number): Promise<number> {
  const headers = { 'x-run-key': key, 'content-type': 'application/json' };
  let votes = 0;
  while (votes < count) {
    const reply = await fetch(`${url}/votes/next?list=${listId}&n=10`, { headers });
    const { pairs } = (await reply.json()) as NextPairsResponse;
    if (pairs.length === 0) break;
    for (const { jobId, left, right } of pairs.slice(0, count - votes)) {
      const [one, other] = await Promise.all(
        [left, right].map(
          async ({ imageUrl }) => new Uint8Array(await (await fetch(imageUrl)).arrayBuffer()),
        ),
      );
      if (one === undefined || other === undefined) throw new Error('A pair has two pictures.');
      const outcome = await voteOf(one, other);
      const body = JSON.stringify({ jobId, left: left.letter, right: right.letter, outcome });
      const sent = await fetch(`${url}/votes`, { method: 'POST', headers, body });
      if (!sent.ok) throw new Error(await sent.text());
      votes += 1;
    }
  }
  return votes;
}

/** The models of a board or of its report, the best first. */
async function orderOn(page: Page): Promise<string[]> {
  const names = page.getByRole('rowheader', { name: /^Demo Grade/ });
  await names.nth(BEST_FIRST.length - 1).waitFor();
  return (await names.allInnerTexts()).map((name) => name.trim()).slice(0, BEST_FIRST.length);
}

describe('A list of prompts', () => {
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

  /** What the API tells the browser whose key it is. */
  const ask = <Body>(page: Page, path: string) =>
    page.evaluate<Body, string>(async (address) => {
      const key = JSON.parse(localStorage.getItem('pixel-prompt.run-key') ?? '""') as string;
      const response = await fetch(address, { headers: { 'x-run-key': key } });
      if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<Body>;
    }, path);
  const drawnSoFar = async (page: Page) => {
    const [, drawn] = /(\d+) of/.exec(await page.getByText(/\d+ of 20 prompts drawn/).innerText()) ?? [];
    return Number(drawn);
  };
  const waitForDrawn = async (page: Page, least: number) => {
    while ((await drawnSoFar(page)) < least) await page.waitForTimeout(500);
  };

  it(
    'is made, drawn, closed in the middle and gone on with, and every picture is there, under its model once that is told',
    async () => {
      const page = await openPage(browser, `${stack.url}/lists`);
      await page.getByRole('textbox', { name: 'Name' }).fill('Grades');
      await page.getByRole('textbox', { name: 'Prompts' }).fill(PROMPTS);
      await page.getByText('20 prompts, 2 categories').waitFor();
      await page.getByLabel('Pictures of each model for a prompt').selectOption('2');
      await page.getByText('20 prompts × 6 models × 2 = 240 pictures.').waitFor();
      await page.getByRole('switch', { name: /^Whoever has the link/ }).check();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Make the list' }).click();
      await page.getByRole('button', { name: 'Start drawing' }).click();
      await waitForDrawn(page, 5);
      const address = page.url();
      const context = page.context();
      await page.close();

      const again = await context.newPage();
      await again.goto(address);
      await again.getByRole('button', { name: 'Go on drawing' }).waitFor();
      const before = await drawnSoFar(again);
      expect(before).toBeGreaterThanOrEqual(5);
      expect(before).toBeLessThan(COUNT);
      await again.getByRole('button', { name: 'Go on drawing' }).click();
      await again.getByText('Everything is drawn.').waitFor({ timeout: DRAWING_MS });

      // Nothing is told of whose a picture is, nor was anything drawn twice.
      expect(await again.locator('#main').innerHTML()).not.toMatch(/Grade [1-6]|grade-[1-6]/);
      const listId = new URL(address).pathname.split('/').at(-1) ?? '';
      const list = await ask<ListResponse>(again, `/lists/${listId}`);
      expect(list.cells.map(({ state }) => state)).toEqual(Array(COUNT).fill('ended'));
      expect(new Set(list.cells.map(({ jobId }) => jobId)).size).toBe(COUNT);
      expect(list.cells.map(({ completed = 0, failed = 0 }) => completed + failed)).toEqual(
        Array(COUNT).fill(12),
      );
      const own = await ask<{ total: number }>(again, '/runs?limit=50');
      expect(own.total).toBe(COUNT);
      const refused = list.cells.filter((cell) => (cell.refused ?? 0) > 0);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.every((cell) => cell.refused === 2)).toBe(true);

      // Somebody judges 120 pairs by what is to be seen, and the board finds the order.
      const key = await again.evaluate<string>("JSON.parse(localStorage.getItem('pixel-prompt.run-key'))");
      expect(await judge(`${stack.url}`, listId, key, VOTES)).toBe(VOTES);
      await again.getByRole('link', { name: 'Board: which model is best' }).click();
      await again.getByText(/^120 votes on \d+ prompts by 1 voter$/).waitFor({ timeout: 60_000 });
      // Who judges is told no names, unless they want them.
      expect(await again.locator('#main').innerHTML()).not.toMatch(/Grade [1-6]|grade-[1-6]/);
      await again.getByRole('button', { name: 'Show the names all the same' }).click();
      await again.getByRole('rowheader', { name: 'Demo Grade 1' }).waitFor();
      expect(await orderOn(again)).toEqual(BEST_FIRST);
      const [download] = await Promise.all([
        again.waitForEvent('download'),
        again.getByRole('button', { name: 'Report (HTML)' }).click(),
      ]);
      const file = `${await download.path()}.html`;
      await download.saveAs(file);
      const offline = await browser.newContext({ javaScriptEnabled: false, offline: true });
      const report = await offline.newPage();
      await report.goto(`file://${file}`);
      expect(await orderOn(report)).toEqual(BEST_FIRST);
      await offline.close();
      await again.goBack();

      // A colleague with the link judges as well, and is told no names.
      await again.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await again.getByRole('button', { name: 'Copy the link for others to judge' }).click();
      await again.getByText('The link is copied.').waitFor();
      const link = await again.evaluate<string>('navigator.clipboard.readText()');
      const colleague = await openPage(browser, link);
      await colleague.getByText(/^0 of \d+ pairs judged$/).waitFor();
      await colleague.locator('#main img').nth(1).waitFor();
      expect(await colleague.locator('#main').innerHTML()).not.toMatch(/Grade [1-6]|grade-[1-6]/);
      // The page counts a vote before it is stored.
      await Promise.all([
        colleague.waitForResponse((each) => each.url().endsWith('/votes') && each.ok()),
        colleague.keyboard.press('ArrowLeft'),
      ]);
      await colleague.getByText(/^1 of \d+ pairs judged$/).waitFor();
      expect(colleague.faults).toEqual([]);
      await colleague.context().close();
      const told = await ask<BoardResponse>(again, `/board?list=${listId}`);
      expect([told.voters.count, told.votes.outcome.length]).toEqual([2, VOTES + 1]);

      await again.getByRole('button', { name: 'Tell which model drew what' }).click();
      await again.getByRole('columnheader', { name: 'Demo Grade 1' }).waitFor({ timeout: 120_000 });
      const head = await again.getByRole('columnheader').allInnerTexts();
      expect(head).toEqual(['Prompt', ...MODELS]);
      const row = again.getByRole('row').nth(1 + (refused[0]?.n ?? 0));
      await row.scrollIntoViewIfNeeded();
      await row.getByRole('link', { name: 'Open the run' }).waitFor();
      await row.getByRole('img').nth(9).waitFor();
      expect(await row.getByRole('img').count()).toBe(10);
      expect(await row.getByText(/refused/i).count()).toBeGreaterThan(0);
      expect(await violationsOf(again)).toEqual([]);

      // The pictures are as good as their models are said to be.
      const seen = new Map<string, number[]>(MODELS.map((name) => [name, []]));
      for (const { jobId } of list.cells.slice(0, 12)) {
        const run = await ask<StatusResponse>(again, `/status/${jobId}`);
        for (const result of run.results) {
          if (result.status !== 'completed') continue;
          const bytes = await (await fetch(result.thumbnailUrl ?? result.imageUrl)).arrayBuffer();
          seen.get(result.model)?.push(await brightDiscs(new Uint8Array(bytes)));
        }
      }
      const mean = (counts: number[] = []) => counts.reduce((sum, count) => sum + count, 0) / counts.length;
      const order = [...MODELS].sort((one, other) => mean(seen.get(other)) - mean(seen.get(one)));
      expect(order).toEqual(BEST_FIRST);
    },
    2 * DRAWING_MS,
  );

  it('fits a phone: nothing but the matrix is wider than the window', async () => {
    const page = await openPage(browser, `${stack.url}/lists`, { viewport: PHONE });
    await page.getByRole('heading', { name: 'New list' }).waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(PHONE.width);
  }, 60_000);
});
