import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { ownSlots } from '../helpers/own-server.ts';
import { draw, launchBrowser, openPage, runEnds } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

describe('When less is left of the budget of the day than one run costs', () => {
  let vendor: Server;
  let calls = 0;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    vendor = createServer((_, response) => {
      calls += 1;
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
    const { port } = vendor.address() as AddressInfo;
    const override = {
      provider: 'openai-compatible',
      model: 'dear',
      textModel: 'dear-words',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      priceUsd: 0.5,
    };
    stack = await startStack(
      slots(['A Dear Model'], { DailyBudgetUsd: 0.6, ModelOverrides: JSON.stringify({ 1: override }) }),
    );
    // Whether the vendor has charged for it is not known, so that it stays reserved.
    const { generate, ended } = clientOf(stack.url);
    await ended((await generate({ prompt: 'the first today' })).jobId);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    vendor?.close();
  });

  it('says so and until when, and neither the button nor a direct request starts a run', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByText('The budget is spent. Possible again:').waitFor();
    const button = page.getByRole('button', { name: /^Draw 1 picture/ });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    expect(await button.textContent()).toContain('0.50');
    await page
      .getByText(/budget/i)
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('too dear today');
    await page.keyboard.press('Control+Enter');
    await button.click({ force: true });
    const refused = await fetch(`${stack.url}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'too dear today' }),
    });
    expect(await refused.json()).toMatchObject({ code: 'BUDGET_EXHAUSTED' });
    expect(new URL(page.url()).pathname).toBe('/');
    const list = (await (await fetch(`${stack.url}/gallery/list`)).json()) as { total: number };
    expect({ runs: list.total, calls }).toEqual({ runs: 0, calls: 1 });
    await page.context().close();
  });
});

describe('When the budget of the day covers some of the chosen models', () => {
  let vendors: Vendors;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    vendors = await startVendors({ port: 0 });
    const limits = { DailyBudgetUsd: 0.09, IPRateLimit: 10_000, GlobalRateLimit: 10_000 };
    stack = await startStack({ ...ownSlots(vendors.url, 3), ...limits });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await vendors?.close();
  });

  it('offers to draw with those that fit, counts down, and says so in German, too', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByText('$0.09 of $0.09 left today').waitFor();
    await draw(page, 'the first three');
    await runEnds(page);
    await page.getByText('$0.03 of $0.09 left today').waitFor();
    await page.getByText('The budget has $0.03 left: too little for all of these.').waitFor();
    const german = await openPage(browser, stack.url, { locale: 'de-DE' });
    await german.getByText('Heute noch 0,03\u00a0$ von 0,09\u00a0$').waitFor();
    await german
      .getByRole('button', { name: 'Nur das eine Modell nehmen, das passt · 0,02\u00a0$' })
      .waitFor();
    await german.context().close();

    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('one more');
    const before = page.url();
    await page.getByRole('button', { name: 'Draw the one model that fits · $0.02' }).click();
    await page.waitForURL((url) => url.href !== before);
    await runEnds(page);
    expect(await page.getByRole('article').count()).toBe(1);
    expect(vendors.log()).toHaveLength(4);
    await page.getByText('The budget is spent. Possible again:').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
