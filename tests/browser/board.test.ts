import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { NextPairsResponse, StatusResponse } from '../../src/contract/index.ts';
import { passRetention } from '../helpers/local-stack/retention.ts';
import { voteOf } from '../helpers/scripted-voter.ts';
import { axeWalk } from './support/axe.ts';
import { launchBrowser, openPage, PHONE } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

/** Asked again and again: not every picture is painted as soon as it is there. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const GRADES = ['Demo Grade 1', 'Demo Grade 3', 'Demo Grade 6'];
/** More than a board needs at least. */
const PROMPTS = 12;
const HOSTILE = '<script>document.title = "run"</script> =1+1';
const KEY = randomBytes(32).toString('base64url');

describe('The board', () => {
  let stack: Stack;
  let browser: Browser;
  let list: string;

  beforeAll(async () => {
    stack = await startStack(slots(GRADES));
    browser = await launchBrowser();
    await drawAndJudge();
    list = await drawAndJudgeList();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function api<Body>(path: string, body?: object): Promise<Body> {
    const response = await fetch(`${stack.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-run-key': KEY,
        'x-run-key-hash': createHash('sha256').update(KEY).digest('hex'),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }

  /** Starts a run and waits until it has ended. */
  async function draw(request: object): Promise<string> {
    const { jobId } = await api<{ jobId: string }>('/generate', request);
    for (;;) {
      const { endedAt } = await api<StatusResponse>(`/status/${jobId}`);
      if (endedAt !== null) return jobId;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Votes on every pair, as who looks at the pictures alone. */
  async function judge(of: string): Promise<void> {
    for (;;) {
      const { pairs } = await api<NextPairsResponse>(`/votes/next?${of}&n=10`);
      if (pairs.length === 0) return;
      for (const { jobId, left, right } of pairs) {
        const [one, other] = await Promise.all([left, right].map(({ imageUrl }) => bytesOf(imageUrl)));
        const outcome = await voteOf(one ?? new Uint8Array(), other ?? new Uint8Array());
        await api('/votes', { jobId, left: left.letter, right: right.letter, outcome });
      }
    }
  }

  async function drawAndJudge(): Promise<void> {
    const runs = Array.from({ length: PROMPTS }, (_, place) =>
      draw({ prompt: `prompt number ${place}`, blind: true }),
    );
    for (const jobId of await Promise.all(runs)) await judge(`jobId=${jobId}`);
  }

  /** @returns the id of a list that is drawn, judged, and told */
  async function drawAndJudgeList(): Promise<string> {
    const prompts = Array.from({ length: PROMPTS }, (_, n) => ({
      text: n === 0 ? HOSTILE : `place ${n}`,
      category: n % 2 === 0 ? 'even' : 'odd',
    }));
    const { listId } = await api<{ listId: string }>('/lists', { name: 'Places', prompts });
    const runs = await Promise.all(prompts.map((_, n) => draw({ cell: { listId, n } })));
    await judge(`list=${listId}`);
    for (const jobId of runs) await api(`/runs/${jobId}/reveal`, {});
    return listId;
  }

  const bytesOf = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());
  const order = async (page: Page) => {
    await page
      .getByRole('rowheader')
      .nth(GRADES.length - 1)
      .waitFor();
    return (await page.getByRole('rowheader').allInnerTexts()).map((name) => name.trim());
  };

  it('finds the order of models whose quality is known, and its report opens without a network', async () => {
    const page = await openPage(browser, `${stack.url}/board`);
    expect(await order(page)).toEqual(GRADES);
    await page.getByText(/^Demo Grade 1 is the best one: it is picked in \d+% \(\d+% to \d+%\)\./).waitFor();
    await page.getByText('36 votes on 12 prompts by 1 voter').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Report (HTML)' }).click(),
    ]);
    const file = await download.path();
    const html = await readFile(file, 'utf8');
    expect(html).not.toMatch(/<script|https?:\/\//);
    const offline = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const report = await offline.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    report.on('request', (request) => asked.push(request.url()));
    report.on('console', (message) => said.push(message.text()));
    // By its own name: a browser goes by what a file is called.
    await download.saveAs(`${file}.html`);
    const address = pathToFileURL(`${file}.html`).href;
    await report.goto(address);
    expect(await order(report)).toEqual(GRADES);
    expect(await report.title()).toBe('Which model is best');
    await report.getByRole('heading', { name: 'How it is computed' }).waitFor();
    expect(await report.evaluate('getComputedStyle(document.querySelector("table")).borderCollapse')).toBe(
      'collapse',
    );
    expect(asked).toEqual([address]);
    expect(said).toEqual([]);
    await offline.close();
    expect(page.faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('of a list has its pictures in the report, with their hashes, and what they cost', async () => {
    const address = `${stack.url}/board?list=${list}`;
    const ownKey = `localStorage.setItem('pixel-prompt.run-key', ${JSON.stringify(JSON.stringify(KEY))})`;
    const page = await openPage(browser, address, {}, ownKey);
    await page.getByText('From the list “Places”').waitFor();
    await page.getByRole('heading', { name: 'Price, time, failures' }).waitFor();
    await page.getByText('36 votes on 12 prompts by 1 voter').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Report (HTML)' }).click(),
    ]);
    const file = `${await download.path()}.html`;
    await download.saveAs(file);
    const offline = await browser.newContext({ offline: true });
    const report = await offline.newPage();
    await report.goto(pathToFileURL(file).href);
    // No script ran, though this browser runs them.
    expect(await report.title()).toBe('Which model is best · Places');
    await report.getByRole('heading', { name: `1. ${HOSTILE}` }).waitFor();
    await report.getByText('These runs cost $0.00.').waitFor();
    const pictures = await report.locator('figure:has(img)').all();
    expect(pictures).toHaveLength(PROMPTS * GRADES.length);
    for (const picture of pictures.slice(0, 5)) {
      const [, data = ''] = (await picture.locator('img').getAttribute('src'))?.split(',') ?? [];
      const sum = createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');
      expect(await picture.locator('code').innerText()).toBe(sum);
    }
    const shown = '[...document.images].filter(({ naturalWidth }) => naturalWidth > 100).length';
    expect(await report.evaluate(shown)).toBe(pictures.length);
    await offline.close();
    expect(page.faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('saves its table and every vote', async () => {
    const page = await openPage(browser, `${stack.url}/board`);
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      return readFile(await download.path(), 'utf8');
    };
    const table = await save('Table (CSV)');
    expect(table.slice(0, 6)).toBe('\ufeffrank,');
    expect(table.split('\r\n').map((row) => row.split(',')[1])).toEqual(['model', ...GRADES, undefined]);
    const lines = (await save('Every vote (JSON lines)')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind).filter((kind) => kind === 'vote')).toHaveLength(36);
    await page.context().close();
  }, 60_000);

  it('is read and narrowed with the keyboard, also on a phone', async () => {
    const page = await openPage(browser, `${stack.url}/board?from=2020-01-01`, { viewport: PHONE });
    await order(page);
    const region = page.getByRole('region', { name: 'The order' });
    await region.focus();
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('ArrowRight');
    // Asked again and again, since the page's policy lets nothing be evaluated that waits.
    for (let left = 0; left === 0; ) {
      left = await page.evaluate<number>('document.querySelector("[data-scroller]").scrollLeft');
    }
    await page.getByLabel('From').focus();
    await page.keyboard.press('Delete');
    await page.waitForURL(`${stack.url}/board`);
    expect(page.faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it.each([
    ['en-US', ['Studio', 'Gallery', 'Lists', 'Board'], 'Prompt lists'],
    ['de-DE', ['Studio', 'Galerie', 'Listen', 'Rangliste'], 'Prompt-Listen'],
  ])(
    'is found in the header beside the lists, on the narrowest phone, too: %s',
    async (locale, names, heading) => {
      const page = await openPage(browser, stack.url, { locale });
      for (const width of [320, 656, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        await page.goto(stack.url);
        const links = page.getByRole('banner').getByRole('navigation').getByRole('link');
        await links.nth(3).waitFor();
        expect(await links.allInnerTexts()).toEqual(names);
        for (const link of await links.all()) {
          const place = await link.boundingBox();
          expect(place?.x ?? -1).toBeGreaterThanOrEqual(0);
          expect((place?.x ?? width) + (place?.width ?? width)).toBeLessThanOrEqual(width);
          expect(place?.height ?? 0).toBeGreaterThanOrEqual(24);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        );
        await links.nth(2).click();
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
        expect(await links.nth(2).getAttribute('aria-current')).toBe('page');
        await links.nth(3).click();
        await page.waitForURL(`${stack.url}/board`);
        await order(page);
        expect(await links.nth(3).getAttribute('aria-current')).toBe('page');
        expect(await page.getByRole('banner').locator('[aria-current]').count()).toBe(1);
      }
      await page.context().close();
    },
    120_000,
  );

  it('has nothing for axe to find, in English and German, with votes and without', async () => {
    const page = await openPage(browser, `${stack.url}/board`);
    const { findings, check } = axeWalk(page);
    await order(page);
    await check('board');
    await page.goto(`${stack.url}/board?from=2100-01-01`);
    await page.getByText('No vote matches these filters.').waitFor();
    await check('no such votes');
    await page.context().close();
    const german = await openPage(browser, `${stack.url}/board`, { locale: 'de-DE', viewport: PHONE });
    await german
      .getByText(/^Demo Grade 1 ist das beste: Es wird in \d+\s% \(\d+\s% bis \d+\s%\) der Fälle gewählt/)
      .waitFor();
    expect(await german.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await german.context().close();
    expect(findings).toEqual([]);
  }, 200_000);

  // The last one: nothing but votes and small copies is left after it.
  it('of a list that has expired shows small copies of the judged pictures, also in its report, until a run is deleted', async () => {
    await passRetention(stack.aws);
    const ownKey = `localStorage.setItem('pixel-prompt.run-key', ${JSON.stringify(JSON.stringify(KEY))})`;
    const page = await openPage(browser, `${stack.url}/board?list=${list}`, {}, ownKey);
    await page.getByText(/^The list itself has expired/).waitFor();
    const copies = page.getByRole('img', { name: /: Prompt \d+$/ });
    await copies.nth(PROMPTS * GRADES.length - 1).waitFor();
    expect(await copies.count()).toBe(PROMPTS * GRADES.length);
    for (const copy of [copies.first(), copies.last()]) {
      await copy.scrollIntoViewIfNeeded();
      await until(() =>
        copy.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 100),
      );
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Report (HTML)' }).click(),
    ]);
    const report = await readFile(await download.path(), 'utf8');
    expect(report.match(/ src="data:image\/webp;base64,/g)).toHaveLength(PROMPTS * GRADES.length);
    const { findings, check } = axeWalk(page);
    await check('the board of an expired list');
    expect(findings).toEqual([]);

    const [jobId = ''] = new URL((await copies.first().getAttribute('src')) ?? '').pathname
      .split('/')
      .slice(2);
    const gone = await fetch(`${stack.url}/runs/${jobId}`, {
      method: 'DELETE',
      headers: { 'x-run-key': KEY },
    });
    expect(gone.status).toBe(202);
    await page.reload();
    await copies.nth((PROMPTS - 1) * GRADES.length - 1).waitFor();
    expect(await copies.count()).toBe((PROMPTS - 1) * GRADES.length);
    await page.context().close();
  }, 120_000);
});
