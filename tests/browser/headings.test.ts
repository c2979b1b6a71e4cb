import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { choose, launchBrowser, type OpenPage, openPage, PHONE } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

/** From right to left, with lines of its own, and as long as prompts may be. */
const PROMPT = `ثعلب أحمر\nفي الثلج\n${'عند الفجر تحت شجرة قديمة '.repeat(40)}`.slice(0, 900);

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const height = async (page: Page) => (await title(page).boundingBox())?.height ?? 0;

/** Its lines are kept, it does not push the pictures away, and it begins above them. */
async function expectFitting(page: OpenPage) {
  await page.getByRole('main').getByRole('img').first().waitFor();
  expect(await title(page).evaluate((element) => element.innerText)).toContain('ثعلب أحمر\nفي الثلج');
  expect(await height(page)).toBeLessThan(120);
  const [words, picture] = await Promise.all([
    title(page).boundingBox(),
    page.getByRole('main').getByRole('img').first().boundingBox(),
  ]);
  expect(Math.abs((words?.x ?? 0) - (picture?.x ?? 100))).toBeLessThan(20);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Show the whole prompt' }).click();
  expect(await height(page)).toBeGreaterThan(150);
}

describe('A long prompt from right to left', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots(['Demo Aurora', 'Demo Bauhaus']));
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is the same heading over letters, over a pair, and behind a link', async () => {
    const page = await openPage(browser, stack.url, { viewport: { width: 1920, height: 900 } });
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await page.getByRole('switch', { name: /^Blind/ }).check();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(PROMPT);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Which picture is the best one?').waitFor({ timeout: 60_000 });
    const jobId = new URL(page.url()).pathname.slice('/r/'.length);
    await expectFitting(page);

    await page.goto(`${stack.url}/judge?run=${jobId}`);
    await expectFitting(page);
    await page.setViewportSize(PHONE);
    await page.reload();
    await expectFitting(page);

    const key = await page.evaluate<string>(`JSON.parse(localStorage.getItem('pixel-prompt.run-key'))`);
    const ask = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-run-key': key };
      const reply = await fetch(`${stack.url}/runs/${jobId}/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(reply.status).toBe(200);
      return (await reply.json()) as { linkId: string };
    };
    await ask('reveal', {});
    const { linkId } = await ask('links', { withPrompt: true });
    const other = await openPage(browser, `${stack.url}/shared/${linkId}`, {
      viewport: { width: 1920, height: 900 },
    });
    await expectFitting(other);
    expect([...page.faults, ...other.faults]).toEqual([]);
    await Promise.all([page.context().close(), other.context().close()]);
  }, 120_000);
});
