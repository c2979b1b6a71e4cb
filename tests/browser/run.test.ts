import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  choose,
  draw,
  launchBrowser,
  layoutShift,
  MOVING,
  openPage,
  picturesShown,
  runEnds,
  tile,
  watchLayoutShift,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const SCENARIOS = [
  'Demo Slow',
  'Demo Refused',
  'Demo Rate Limited',
  'Demo Down',
  'Demo Garbage',
  'Demo Never',
];

describe('A run', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(
      slots([...STYLES, ...SCENARIOS], { ModelOverrides: JSON.stringify({ 10: { timeoutSeconds: 5 } }) }),
    );
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('shows a tile for each model from the first moment and the pictures as they finish', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, STYLES);
    await draw(page, 'a red fox in snow');
    for (const name of STYLES) await tile(page, name).getByRole('timer').waitFor({ timeout: 2000 });
    await tile(page, 'Demo Aurora').getByRole('img').waitFor();
    await runEnds(page);
    await picturesShown(page, 4);
    const picture = tile(page, 'Demo Bauhaus').getByRole('img');
    expect(await picture.getAttribute('alt')).toBe('a red fox in snow, drawn by Demo Bauhaus');
    await tile(page, 'Demo Bauhaus').getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog').getByText('1024 × 1024').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.title()).toBe('a red fox in snow · Pixel Prompt');
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('continues after a reload and in another browser', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Slow']);
    const address = await draw(page, 'a lighthouse at night');
    await page.reload();
    await tile(page, 'Demo Slow').getByRole('timer').waitFor();
    const other = await openPage(browser, address);
    await tile(other, 'Demo Slow').getByRole('timer').waitFor();
    await runEnds(page);
    await runEnds(other);
    await picturesShown(other, 2);
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toBe('a lighthouse at night');
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('says of every failure what it was, whether it was billed, and what can be done', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Refused', 'Demo Rate Limited', 'Demo Down', 'Demo Garbage', 'Demo Never']);
    await draw(page, 'five ways to fail');
    await runEnds(page);
    const text = async (name: string) => (await tile(page, name).textContent()) ?? '';
    expect(await text('Demo Refused')).toMatch(/Prompt refused.*Not billed\./s);
    expect(await text('Demo Down')).toMatch(/Vendor is down.*Not billed\./s);
    expect(await text('Demo Garbage')).toMatch(/Not a usable picture/);
    expect(await text('Demo Never')).toMatch(/billed/);
    expect(await tile(page, 'Demo Rate Limited').getByRole('img').count()).toBe(1);
    expect(await tile(page, 'Demo Refused').getByRole('button', { name: 'Reword' }).count()).toBe(1);
    expect(await tile(page, 'Demo Down').getByRole('button', { name: 'Try again: Demo Down' }).count()).toBe(
      1,
    );
    await page.context().close();
  });

  it('retries one model of its run: a link, the gallery and a second device show the same', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Down']);
    await draw(page, 'a door in the sea');
    await runEnds(page);
    await tile(page, 'Demo Down').getByRole('button', { name: 'Try again: Demo Down' }).click();
    await tile(page, 'Demo Down').getByText('attempt 2').waitFor();
    await runEnds(page);
    expect(new URL(page.url()).search).toBe('');
    // Whoever opens the link sees the pictures first; failures are one press away.
    const other = await openPage(browser, page.url());
    await other.getByRole('button', { name: 'Show them' }).click();
    await tile(other, 'Demo Down').getByText('attempt 2').waitFor();
    await tile(other, 'Demo Aurora').getByRole('img').waitFor();
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('sends new words to the models that refused, and only to them', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Refused']);
    await draw(page, 'words that displease');
    await runEnds(page);
    await page.getByRole('button', { name: 'Reword 1 refused' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill('words that please');
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/generate')),
      dialog.getByRole('button', { name: 'Send the new words' }).click(),
    ]);
    expect(request.postDataJSON()).toMatchObject({
      prompt: 'words that please',
      models: ['6-demo-refused'],
      retryOf: new URL(page.url()).pathname.slice('/r/'.length),
    });
    expect(request.headers()['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    await tile(page, 'Demo Refused').getByText('attempt 2').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('words that displease');
    await page.context().close();
  });

  it('moves nothing while nine pictures arrive', async () => {
    const page = await openPage(browser, stack.url, MOVING);
    await choose(page, [...STYLES, ...SCENARIOS.slice(0, 5)]);
    await watchLayoutShift(page);
    await draw(page, 'nine at once');
    await runEnds(page);
    await picturesShown(page, 6);
    const { value, sources } = await layoutShift(page);
    console.info(`layout shift of a run of nine: ${value.toFixed(4)}`);
    expect({ small: value < 0.02, sources: value < 0.02 ? [] : sources }).toEqual({
      small: true,
      sources: [],
    });
    await page.context().close();
  });
});
