import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser, Download } from 'playwright-core';
import sharp from 'sharp';
import {
  draw,
  launchBrowser,
  type OpenPage,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const PROMPT = 'Füchse & "Hasen" <im Schnee>';

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

describe('Taking a run away', () => {
  let stack: Stack;
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Down']));
    browser = await launchBrowser();
    page = await openPage(browser, stack.url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await draw(page, PROMPT);
    await runEnds(page);
    await picturesShown(page, 4);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function downloadBy(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return download;
  }

  it('names each file and writes prompt and settings into PNG, JPEG and WebP', async () => {
    for (const [model, extension] of [
      ['Demo Aurora', 'webp'],
      ['Demo Bauhaus', 'png'],
      ['Demo Contour', 'jpg'],
    ] as const) {
      const download = await downloadBy(() =>
        tile(page, model)
          .getByRole('button', { name: `Download the picture of ${model}` })
          .click(),
      );
      expect(download.suggestedFilename()).toMatch(new RegExp(`^fuchse-hasen-im-schnee-.*\\.${extension}$`));
      const bytes = await contentOf(download);
      const metadata = await sharp(bytes).metadata();
      expect([metadata.width, metadata.height]).toEqual([1024, 1024]);
      expect(metadata.xmpAsString).toContain('Füchse &amp; &quot;Hasen&quot; &lt;im Schnee&gt;');
      expect(metadata.xmpAsString).toContain(`<pp:model>${model}</pp:model>`);
      expect(metadata.xmpAsString).toContain('aspectRatio');
      await sharp(bytes).stats();
    }
  });

  it('packs all pictures with a manifest whose sums are right', async () => {
    const download = await downloadBy(() => page.getByRole('button', { name: 'Download all' }).click());
    expect(download.suggestedFilename()).toMatch(/^fuchse-hasen-im-schnee-\d{4}-\d{2}-\d{2}\.zip$/);
    const files = unzipSync(new Uint8Array(await contentOf(download)));
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
    expect(manifest).toMatchObject({ prompt: PROMPT, address: page.url() });
    expect(manifest.pictures).toHaveLength(5);
    expect(manifest.pictures[4]).toMatchObject({ status: 'failed', error: { code: 'PROVIDER_DOWN' } });
    for (const picture of manifest.pictures.slice(0, 4)) {
      expect(picture).toMatchObject({ prompt: PROMPT, parameters: { aspectRatio: '1:1' }, costUsd: 0 });
      expect(picture.durationMs).toBeGreaterThan(0);
      const file = files[picture.file];
      expect(
        createHash('sha256')
          .update(file ?? '')
          .digest('hex'),
      ).toBe(picture.sha256);
      const original = await fetch(picture.source);
      const sum = createHash('sha256')
        .update(Buffer.from(await original.arrayBuffer()))
        .digest('hex');
      expect(picture.originalSha256).toBe(sum);
    }
  });

  it('draws a contact sheet', async () => {
    const download = await downloadBy(() => page.getByRole('button', { name: 'Contact sheet' }).click());
    const { format, width } = await sharp(await contentOf(download)).metadata();
    expect(format).toBe('png');
    expect(width).toBeGreaterThan(1280);
  });

  it('copies the link, the prompt and a picture', async () => {
    const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied.').first().waitFor();
    expect(await clipboard()).toBe(page.url());
    await page.getByRole('button', { name: 'Copy prompt' }).click();
    await page.waitForFunction(`navigator.clipboard.readText().then((text) => text.startsWith('F'))`);
    expect(await clipboard()).toBe(PROMPT);
    await tile(page, 'Demo Aurora').getByRole('button', { name: 'Copy the picture' }).click();
    await page.getByText('The picture is on the clipboard.').waitFor();
    const types = await page.evaluate('navigator.clipboard.read().then(([item]) => item.types)');
    expect(types).toContain('image/png');
    expect(page.faults).toEqual([]);
  });
});
