import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { HEIC } from '../helpers/tiny-pictures.ts';
import { findingsOf } from './support/axe.ts';
import { draw, launchBrowser, type OpenPage, openPage, PHONE, runEnds, tile } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

const SERVER = 'Draws HEIC';

describe('A paid picture that cannot be shown', () => {
  let vendor: Server;
  let stack: Stack;
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    vendor = createServer(async (request, response) => {
      for await (const _chunk of request);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: [{ b64_json: Buffer.from(HEIC).toString('base64') }] }));
    });
    await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
    const { port } = vendor.address() as AddressInfo;
    const override = { provider: 'openai-compatible', model: 'heic', baseUrl: `http://127.0.0.1:${port}/v1` };
    const ModelOverrides = JSON.stringify({ 2: override });
    stack = await startStack(slots(['Demo Bauhaus', SERVER], { ModelOverrides }));
    browser = await launchBrowser();
    page = await openPage(browser, stack.url);
    await draw(page, 'a fox');
    await runEnds(page);
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    vendor?.closeAllConnections();
    vendor?.close();
  });

  it('is downloaded from its tile as it came', async () => {
    const link = tile(page, SERVER).getByRole('link', { name: `Download the file (HEIC) ${SERVER}` });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('picture.heic');
    expect(await readFile(await download.path())).toEqual(Buffer.from(HEIC));
    expect(
      await tile(page, SERVER).getByText('The vendor sent something that cannot be shown.').isVisible(),
    ).toBe(true);
    expect(page.faults).toEqual([]);
  });

  it('is in the zip of the run', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all' }).click(),
    ]);
    const files = unzipSync(new Uint8Array(await readFile(await download.path())));
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
    expect(manifest.pictures).toMatchObject([
      { status: 'done' },
      {
        status: 'failed',
        contentType: 'image/heic',
        bytes: HEIC.byteLength,
        error: { code: 'INVALID_IMAGE' },
      },
    ]);
    expect(Buffer.from(files[manifest.pictures[1].file] ?? [])).toEqual(Buffer.from(HEIC));
  });

  it.each([
    ['en-US', 'light', undefined, 'Show them', 'Download the file (HEIC)'],
    ['de-DE', 'dark', PHONE, 'Zeigen', 'Datei herunterladen (HEIC)'],
  ] as const)(
    'is offered without an axe finding: %s, %s',
    async (locale, colorScheme, viewport, show, name) => {
      const other = await openPage(browser, page.url(), {
        locale,
        colorScheme,
        ...(viewport && { viewport }),
      });
      await other.getByRole('button', { name: show }).click();
      await tile(other, SERVER).getByRole('link', { name }).waitFor();
      expect(await findingsOf(other, colorScheme, locale)).toEqual([]);
      await other.context().close();
    },
  );
});
