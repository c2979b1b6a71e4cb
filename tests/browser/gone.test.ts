import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

/** The site as a static host serves it: its files, and 404 for everything else. */
function staticHostOf(stack: Stack): Server {
  return createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (path !== '/' && !path.includes('.') && !path.startsWith('/assets/')) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here.');
      return;
    }
    const file = await fetch(`${stack.url}${path}`);
    response.writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await file.arrayBuffer()));
  });
}

describe('Without an API', () => {
  let stack: Stack;
  let host: Server;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots(STYLES));
    host = staticHostOf(stack);
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    host?.closeAllConnections();
    host?.close();
    await stack?.stop();
  });

  it('says on a static host that this is not the Pixel Prompt API, and what to do', async () => {
    const page = await openPage(browser, `http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await page.getByRole('heading', { name: 'This is not the Pixel Prompt API' }).waitFor();
    await page.getByText('VITE_API_ENDPOINT').first().waitFor();
    await page.context().close();
  });

  it('keeps the prompt and says that there was no response when the stack stopped after the page was loaded', async () => {
    const page = await openPage(browser, stack.url);
    const box = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await box.fill('written before it stopped');
    await stack.stop();
    await page.keyboard.press('Control+Enter');
    await page.getByText('No response arrived.').first().waitFor();
    expect(await box.inputValue()).toBe('written before it stopped');
    expect(new URL(page.url()).pathname).toBe('/');
    await page.context().close();
  });
});
