import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { findingsOf } from './support/axe.ts';
import {
  choose,
  draw,
  launchBrowser,
  openPage,
  PHONE,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, slots } from './support/stack.ts';

describe('Going on from a picture', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startTestStack({ stateDir: folder.path, site: true, parameters: slots(STYLES) });
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    folder.remove();
  });

  const dialog = (page: Page) => page.getByRole('dialog');
  const change = async (page: Page, words: string, name = 'What shall change') => {
    await dialog(page).getByRole('textbox', { name }).fill(words);
    await dialog(page)
      .getByRole('button', { name: /^Draw with/ })
      .click();
    await page.getByRole('heading', { level: 1, name: words }).waitFor();
    await runEnds(page);
  };
  const source = (page: Page) => page.getByRole('region', { name: 'Worked on' });
  /** The mean brightness of a picture on the page. */
  const brightness = async (page: Page, name: string) => {
    const address = (await tile(page, name).getByRole('img').first().getAttribute('src')) ?? '';
    const bytes = Buffer.from(await (await fetch(new URL(address, page.url()))).arrayBuffer());
    const { channels } = await sharp(bytes).stats();
    return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean / 3, 0);
  };
  let middle = '';

  it('makes it night with every model that can, then goes on from one of them, and walks back', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    await draw(page, 'a white lighthouse in snow');
    await runEnds(page);
    await picturesShown(page, 1);
    const day = await brightness(page, 'Demo Aurora');
    await tile(page, 'Demo Aurora').hover();
    await page.getByRole('button', { name: 'Go on from Demo Aurora' }).click();
    await dialog(page).waitFor();
    expect(await findingsOf(page, 'light', 'going on')).toEqual([]);
    await change(page, 'make it night');
    await picturesShown(page, STYLES.length);
    for (const name of STYLES) expect(await brightness(page, name)).toBeLessThan(day * 0.7);
    middle = page.url();

    await page.getByRole('button', { name: 'Go on from Demo Bauhaus' }).click();
    await change(page, 'make it red');
    await source(page).getByRole('link', { name: 'a white lighthouse in snow' }).waitFor();
    await source(page).getByRole('link', { name: 'make it night' }).waitFor();

    await page.reload();
    await source(page).getByRole('img', { name: 'Picture 1' }).waitFor();
    await page.getByRole('button', { name: 'Before and after: Demo Aurora' }).click();
    await dialog(page).getByRole('slider').first().waitFor();
    await page.keyboard.press('Escape');
    await source(page).getByRole('link', { name: 'make it night' }).click();
    await page.getByRole('heading', { level: 1, name: 'make it night' }).waitFor();
    expect(page.faults).toEqual([]);
  }, 120_000);

  it('is seen on a second device and in the gallery', async () => {
    const other = await openPage(browser, middle, { viewport: PHONE });
    await source(other).getByRole('img', { name: 'Picture 1' }).waitFor();
    await picturesShown(other, STYLES.length);
    await other.goto(`${stack.url}/gallery`);
    await other.getByText('make it red').first().waitFor();
    expect(other.faults).toEqual([]);
  }, 60_000);

  it('uploads a photograph of 12 megapixels straight to the bucket, with the keyboard alone, on a phone', async () => {
    const page = await openPage(browser, stack.url, { viewport: PHONE });
    const toApi: number[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(stack.url)) toApi.push(request.postDataBuffer()?.length ?? 0);
    });
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
    const small = await sharp({ create: { width: 504, height: 378, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer();
    const photo = await sharp(small)
      .resize(4032, 3024)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 90 })
      .toBuffer();
    const start = page.getByRole('button', { name: 'Start from a picture' });
    await start.focus();
    await page.keyboard.press('Enter');
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    await dialog(page).locator('img[src^="data:image/webp"]').waitFor({ timeout: 30_000 });
    await dialog(page)
      .getByRole('checkbox', { name: /Bauhaus|Contour|Nightfall/ })
      .first()
      .waitFor();
    await dialog(page).getByRole('textbox').fill('make it blue');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'make it blue' }).waitFor();
    await runEnds(page);
    await picturesShown(page, STYLES.length);
    // The API never carries the bytes.
    expect(Math.max(...toApi)).toBeLessThan(2000);
    // The bucket is another port here.
    expect([...new Set(page.faults)]).toEqual([`request to ${new URL(stack.awsUrl).host}`]);
  }, 120_000);
});
