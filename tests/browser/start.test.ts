import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  choose,
  draw,
  fetchedAhead,
  intercept,
  launchBrowser,
  openPage,
  runEnds,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

describe('When the API does not play along', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots(STYLES, { IPRateLimit: 2 }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('says what to do when none is reachable, and goes on by itself when one is', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/models', (route) => route.abort());
    await page.goto(stack.url);
    await page.getByRole('heading', { name: 'The API cannot be reached' }).waitFor();
    await page.getByText('npm start').waitFor();
    await page.unroute('**/models');
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor({ timeout: 15_000 });
    await context.close();
  });

  it('loads nothing of signing in where everybody may draw, and asks for no runs where none were drawn', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    const loaded = () =>
      page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
    await fetchedAhead(page);
    expect((await loaded()).filter((name) => /sign-in|\/access|\/(me|runs)$/.test(name))).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['en-US', 320],
    ['en-US', 412],
    ['de-DE', 390],
  ])('moves nothing on a phone when the models come: %s, %i px', async (locale, width) => {
    const page = await openPage(
      browser,
      'about:blank',
      { locale, viewport: { width, height: 820 } },
      `globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) globalThis.shift += value;
      }).observe({ type: 'layout-shift', buffered: true })`,
    );
    await page.route('**/models', async (route) => {
      // What is shown until then has been painted.
      await page.locator('main [role="status"]').waitFor();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.goto(stack.url);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    await fetchedAhead(page);
    expect(await page.evaluate('shift')).toBeLessThan(0.01);
    await page.context().close();
  });

  it('recognizes another program and another version', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/models', (route) => route.fulfill({ status: 200, body: '<html></html>' }));
    await page.goto(stack.url);
    await page.getByRole('heading', { name: 'This is not the Pixel Prompt API' }).waitFor();
    await page.unroute('**/models');
    await page.route('**/models', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), version: '2.0' } });
    });
    await page.goto(stack.url);
    await page.getByRole('heading', { name: 'The API is another version' }).waitFor();
    await context.close();
  });

  it('does not start a run twice when the response is lost', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    let lost = 0;
    await intercept(page, '**/generate', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await draw(page, 'once and only once');
    await runEnds(page);
    const list = (await (await fetch(`${stack.url}/gallery/list`)).json()) as { total: number };
    expect(lost).toBe(1);
    expect(list.total).toBe(1);
    await page.context().close();
  });

  it('counts the runs that are left and says until when there are none', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    await page.getByText('1 run left today').waitFor();
    await draw(page, 'the last one today');
    await page.getByText('Possible again:').waitFor();
    expect(await page.getByRole('button', { name: /^Draw 1 picture/ }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await page.context().close();
  });

  it('shows what a refused request said and the id to quote', async () => {
    const page = await openPage(browser, stack.url);
    await page.route('**/generate', (route) =>
      route.fulfill({
        status: 400,
        json: { error: 'This prompt cannot be drawn.', code: 'PROMPT_BLOCKED', requestId: 'request-17' },
      }),
    );
    await page.route('**/models', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      await route.fulfill({
        response,
        json: { ...body, limits: { ...body.limits, blocked: null, runsLeft: 9 } },
      });
    });
    await page.reload();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('something');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This prompt asks for something that this site does not draw.').waitFor();
    await page.getByText('Reference: request-17').waitFor();
    expect(await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toBe('something');
    await page.context().close();
  });
});
