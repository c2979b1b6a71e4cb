import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { de } from '../../frontend/src/lib/i18n/de.ts';
import { en } from '../../frontend/src/lib/i18n/en.ts';
import {
  choose,
  draw,
  intercept,
  launchBrowser,
  type OpenPage,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const DAY_MS = 86_400_000;
const box = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The contact sheet of a run: how wide it is, and which columns and rows of its title hold ink. */
async function sheetOf(page: OpenPage) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Contact sheet' }).click(),
  ]);
  const { data, info } = await sharp(await readFile(await download.path()))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const isDark = (x: number, y: number) => (data[y * info.width + x] ?? 255) < 128;
  const rows = Array.from({ length: info.height }, (_, y) => y);
  const columns = Array.from({ length: info.width }, (_, x) => x);
  // The pictures' mats begin where a whole row is darker than the paper.
  const matFrom = rows.find((y) =>
    columns.slice(70, 90).every((x) => (data[y * info.width + x] ?? 255) < 245),
  );
  const inked = columns.filter((x) => rows.slice(0, matFrom).some((y) => isDark(x, y)));
  return { width: info.width, titleHeight: matFrom ?? 0, from: inked[0] ?? 0, to: inked.at(-1) ?? 0 };
}

describe('Bad input and trouble', () => {
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

  /** Draws with two models, and waits for their pictures. */
  async function drawTwo(page: OpenPage, prompt: string): Promise<void> {
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await draw(page, prompt);
    await runEnds(page);
    await picturesShown(page, 2);
  }

  it.each([320, 1280])(
    'takes a prompt of 1000 characters without pushing the pictures away, at %i px',
    async (width) => {
      const page = await openPage(browser, stack.url, { viewport: { width, height: 720 } });
      if (width < 1000) await page.getByRole('button', { name: 'Models and settings' }).click();
      const prompt = 'a village on the back of a sleeping giant, '.repeat(24).slice(0, 1000);
      expect(prompt).toHaveLength(1000);
      await drawTwo(page, prompt);
      expect(await title(page).textContent()).toBe(prompt.trim());
      const height = async () => (await title(page).boundingBox())?.height ?? 0;
      expect(await height()).toBeLessThan(120);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: 'Show the whole prompt' }).click();
      expect(await height()).toBeGreaterThan(150);
      const sheet = await sheetOf(page);
      expect(sheet.to).toBeLessThanOrEqual(sheet.width - 60);
      expect(page.faults).toEqual([]);
      await page.context().close();
    },
  );

  it('says how many characters are too many, and sends none of them', async () => {
    const page = await openPage(browser, stack.url);
    await box(page).fill('x'.repeat(1003));
    await page.getByText('3 characters too many').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(new URL(page.url()).pathname).toBe('/');
    await page.context().close();
  });

  it('keeps the lines of a prompt in the title', async () => {
    const page = await openPage(browser, stack.url);
    await drawTwo(page, 'line one\nline two');
    const height = async () => (await title(page).boundingBox())?.height ?? 0;
    const two = await height();
    await page.getByRole('link', { name: 'Studio' }).click();
    await drawTwo(page, 'line one line two');
    expect(two).toBeGreaterThan((await height()) * 1.6);
    await page.context().close();
  });

  it('sets a prompt from right to left beside its pictures, and its sheet from the right', async () => {
    const page = await openPage(browser, stack.url);
    // As messengers copy it: with marks of direction that nobody sees.
    await drawTwo(page, '\u202bثعلب أحمر في \u2067الثلج\u2069 عند الفجر\u202c');
    expect(await title(page).evaluate((element) => element.matches(':dir(rtl)'))).toBe(true);
    const [words, pictures] = await Promise.all([
      title(page).boundingBox(),
      page.getByRole('region', { name: 'Pictures of this run' }).boundingBox(),
    ]);
    expect(words?.x).toBeCloseTo(pictures?.x ?? -1, 0);
    const sheet = await sheetOf(page);
    expect(sheet.to).toBeGreaterThan(sheet.width - 90);
    expect(sheet.to).toBeLessThanOrEqual(sheet.width - 60);
    await page.context().close();
  });

  it('breaks a Chinese prompt, which has no spaces, in title and sheet', async () => {
    const page = await openPage(browser, stack.url, { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Models and settings' }).click();
    const prompt =
      '一只红色的狐狸站在白雪覆盖的森林里清晨的阳光穿过树枝照在它的皮毛上远处有一座古老的木桥和一条结冰的小溪天空中飘着细小的雪花空气寒冷而清新画面宁静而神秘充满了冬天的气息';
    expect(prompt.length).toBeGreaterThanOrEqual(80);
    await drawTwo(page, prompt);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    const sheet = await sheetOf(page);
    expect(sheet.to).toBeLessThanOrEqual(sheet.width - 60);
    // More than one line, however wide the letters of this machine are.
    expect(sheet.titleHeight).toBeGreaterThanOrEqual(64 + 32 + 2 * 52);
    await page.context().close();
  });

  it('draws a prompt that was copied with invisible marks of its direction, and sends the words without them', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/generate')),
      draw(page, 'draw \u2068ثعلب\u2069 now \u202aأحمر\u202c'),
    ]);
    expect(request.postDataJSON().prompt).toBe('draw ثعلب now أحمر');
    await runEnds(page);
    await picturesShown(page, 1);
    await page.context().close();
  });

  it.each([
    ['en-US', en],
    ['de-DE', de],
  ])('says once that a prompt was not rewritten, and why: %s', async (locale, t) => {
    const page = await openPage(browser, stack.url, { locale });
    await box(page).fill('a harbour');
    const answers = [
      ['ENHANCER_FAILED', t.error('ENHANCER_FAILED')],
      ['INTERNAL', `${t.enhance.failed} ${t.error('INTERNAL')}`],
    ] as const;
    const press = (name: string) => page.getByRole('button', { name }).first().click();
    const dialog = page.getByRole('dialog');
    for (const [index, [code, said]] of answers.entries()) {
      await intercept(page, '**/enhance', (route) =>
        route.fulfill({ status: 502, json: { error: 'In English only.', code, requestId: 'q-1' } }),
      );
      await (index === 0 ? press(t.ask.enhance) : press(t.enhance.again));
      await dialog.getByText(said ?? '').waitFor();
      const whole = (await dialog.textContent()) ?? '';
      expect(whole.split(t.enhance.failed).length - 1).toBe(code === 'INTERNAL' ? 1 : 0);
      expect(whole).toContain(t.app.quote('q-1'));
      expect(whole).not.toContain('In English only.');
      await page.unroute('**/enhance');
    }
    await page.context().close();
  });

  it('does not draw while a word is composed, and draws what was composed', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/generate')) posts.push(String(request.postDataJSON().prompt));
    });
    await box(page).focus();
    const input = await page.context().newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: 'きつね', selectionStart: 3, selectionEnd: 3 });
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(300);
    expect(posts).toEqual([]);
    await input.send('Input.insertText', { text: '狐' });
    expect(await box(page).inputValue()).toBe('狐');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    expect(posts).toEqual(['狐']);
    await page.context().close();
  });

  it('works with storage that is blocked', async () => {
    const before = `for (const area of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, area, { get() { throw new DOMException('Denied.', 'SecurityError'); } });
    }`;
    const page = await openPage(browser, stack.url, {}, before);
    await drawTwo(page, 'nothing is stored');
    await page.getByRole('button', { name: 'Star', exact: true }).click();
    await page.getByRole('button', { name: 'Compare Demo Aurora' }).dispatchEvent('click');
    await page.getByRole('region', { name: 'Marked pictures' }).waitFor();
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByText('nothing is stored').first().waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('works with storage that is full', async () => {
    const page = await openPage(browser, stack.url);
    await box(page).waitFor();
    await page.evaluate(`for (const area of [localStorage, sessionStorage]) {
      for (let size = 2 ** 21; size >= 1; size /= 2) {
        for (let part = 0; ; part += 1) {
          try { area.setItem('full-' + size + '-' + part, 'x'.repeat(size)); } catch { break; }
        }
      }
    }`);
    await box(page).fill('typed while it is full');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await box(page).inputValue()).toBe('typed while it is full');
    await drawTwo(page, 'drawn while it is full');
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByText('drawn while it is full').first().waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it.each([-3, 3])('counts right on a device whose clock is off by %i days', async (days) => {
    const before = `(() => {
      const RealDate = Date;
      globalThis.Date = class extends RealDate {
        constructor(...values) {
          if (values.length === 0) super(RealDate.now() + ${days * DAY_MS});
          else super(...values);
        }
        static now() { return RealDate.now() + ${days * DAY_MS}; }
      };
    })()`;
    const page = await openPage(browser, stack.url, {}, before);
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await page.evaluate(`(() => {
      globalThis.clocks = new Set();
      new MutationObserver(() => {
        for (const each of document.querySelectorAll('[role="timer"]')) clocks.add(each.textContent);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    })()`);
    await draw(page, `a clock off by ${days} days`);
    await runEnds(page);
    await picturesShown(page, 2);
    const clocks = await page.evaluate<string[]>('[...clocks].filter((text) => text !== "")');
    expect(clocks.length).toBeGreaterThan(0);
    expect(clocks.filter((text) => !/^\d{1,2}\.\d s$/.test(text))).toEqual([]);
    const texts = await tile(page, 'Demo Aurora').locator('header').textContent();
    expect(texts).toMatch(/\d\.\d s/);
    // Another device with the same fault, which has not started the run itself.
    await page.reload();
    await picturesShown(page, 2);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('knows the runs of two tabs, which are drawn at the same moment, as those of one person', async () => {
    const one = await openPage(browser, stack.url);
    const two = await one.context().newPage();
    await two.goto(stack.url);
    for (const page of [one, two]) await choose(page, ['Demo Aurora']);
    await Promise.all([draw(one, 'in the first tab'), draw(two, 'in the second tab')]);
    await Promise.all([runEnds(one), runEnds(two)]);
    const key = await one.evaluate<string>(`JSON.parse(localStorage.getItem('pixel-prompt.run-key'))`);
    for (const page of [one, two]) {
      const jobId = new URL(page.url()).pathname.slice('/r/'.length);
      const headers = { 'x-run-key': key };
      const reply = await fetch(`${stack.url}/runs/${jobId}/cancel`, { method: 'POST', headers });
      expect(reply.status).toBe(202);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
        /^in the (first|second) tab$/,
      );
    }
    await one.context().close();
  });
});
