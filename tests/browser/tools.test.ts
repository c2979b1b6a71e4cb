import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { violationsOf } from './support/axe.ts';
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
import { slots } from './support/stack.ts';

describe('Repainting, widening, cutting out', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startTestStack({
      stateDir: folder.path,
      site: true,
      parameters: slots(['Demo Aurora', 'Demo Bauhaus']),
    });
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    folder.remove();
  });

  const dialog = (page: Page) => page.getByRole('dialog');
  const goOn = async (page: Page, operation: string) => {
    await tile(page, 'Demo Aurora').hover();
    await page.getByRole('button', { name: 'Go on from Demo Aurora' }).click();
    await dialog(page).getByRole('radio', { name: operation }).check();
  };
  const send = async (page: Page, title: string) => {
    await dialog(page)
      .getByRole('button', { name: /^Draw with/ })
      .click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await runEnds(page);
  };
  const bytesOf = async (page: Page, address: string | null) =>
    Buffer.from(await (await fetch(new URL(address ?? '', page.url()))).arrayBuffer());
  /** What the API says of the run on the page. */
  const status = async (page: Page) => {
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const reply = await fetch(`${stack.url}/status/${id}`);
    return (await reply.json()) as {
      inputs: { imageUrl: string }[];
      mask?: { imageUrl: string };
      expand?: object;
      results: { imageUrl: string; width: number; height: number }[];
    };
  };
  /** The shares of pixels that are marked in the left and in the right half. */
  const marked = async (page: Page, address: string | undefined) => {
    const { data, info } = await sharp(await bytesOf(page, address ?? ''))
      .toColourspace('b-w')
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const halves: [number, number] = [0, 0];
    for (const [at, value] of data.entries()) {
      if (value >= 128) halves[at % info.width < info.width / 2 ? 0 : 1] += 2 / data.length;
    }
    return halves;
  };
  const axe = async (page: Page) => {
    expect(await violationsOf(page)).toEqual([]);
  };
  const areaBox = async (page: Page) => {
    const box = await dialog(page).getByRole('application').boundingBox();
    if (box === null) throw new Error('There is nothing to mark.');
    return box;
  };

  it('marks with the mouse, and changes nothing outside of it; then widens, then cuts out', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    await draw(page, 'a white lighthouse in snow');
    await runEnds(page);
    await picturesShown(page, 1);

    await goOn(page, 'Repaint');
    const { x, y, width, height } = await areaBox(page);
    await page.mouse.move(x + width * 0.2, y + height * 0.2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.2, y + height * 0.8, { steps: 8 });
    await page.mouse.up();
    await axe(page);
    await dialog(page).getByRole('textbox').fill('make it red');
    await send(page, 'make it red');
    const hat = await status(page);
    const [left, right] = await marked(page, hat.mask?.imageUrl);
    expect(left).toBeGreaterThan(0.1);
    expect(right).toBe(0);
    const [before, after] = await Promise.all(
      [hat.inputs[0]?.imageUrl, hat.results[0]?.imageUrl].map(async (address) =>
        sharp(await bytesOf(page, address ?? ''))
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true }),
      ),
    );
    if (before === undefined || after === undefined) throw new Error('No pictures.');
    let outside = 0;
    for (let at = 0; at < before.data.length; at += 1) {
      const isRight = Math.floor(at / 3) % before.info.width > before.info.width / 2;
      if (isRight && before.data[at] !== after.data[at]) outside += 1;
    }
    expect(outside).toBe(0);
    expect(before.data.equals(after.data)).toBe(false);

    await goOn(page, 'Widen');
    const edge = dialog(page).getByRole('slider', { name: 'Margin on the right' });
    const box = await edge.boundingBox();
    if (box === null) throw new Error('There is no edge.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    await edge.press('ArrowRight');
    await axe(page);
    await dialog(page).getByRole('textbox').fill('more sea');
    await send(page, 'more sea');
    const wide = await status(page);
    expect(wide.results[0]?.width).toBeGreaterThan(1024 + 60);
    expect(wide.results[0]?.height).toBe(1024);

    await goOn(page, 'Cut out');
    await send(page, 'Cut out the subject');
    const cut = await status(page);
    const picture = await sharp(await bytesOf(page, cut.results[0]?.imageUrl ?? '')).metadata();
    expect(picture.hasAlpha).toBe(true);
    await page.getByRole('region', { name: 'Worked on' }).getByRole('link', { name: 'more sea' }).waitFor();
    // The bucket, which gets the mask, is another port here.
    expect([...new Set(page.faults)]).toEqual([`request to ${new URL(stack.awsUrl).host}`]);
  }, 300_000);

  it('marks with a finger on a phone, and with the keyboard', async () => {
    const page = await openPage(browser, stack.url, { viewport: PHONE, hasTouch: true });
    const photo = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#88aacc' } })
      .png()
      .toBuffer();
    await page.getByRole('button', { name: 'Start from a picture' }).click();
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
    await dialog(page).getByRole('radio', { name: 'Repaint' }).check();
    await dialog(page).getByRole('application').scrollIntoViewIfNeeded();
    const { x, y, width, height } = await areaBox(page);
    const touches = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
      touches.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: x + width * 0.8, y: y + height * share }],
      });
    await touch('touchStart', 0.3);
    for (const share of [0.4, 0.5, 0.6]) await touch('touchMove', share);
    await touch('touchEnd', 0.6);
    // Beside it, with the keyboard: from the middle to the left.
    await dialog(page).getByRole('application').focus();
    await page.keyboard.press('Space');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await dialog(page).getByRole('textbox').fill('make it green');
    await send(page, 'make it green');
    const [left, right] = await marked(page, (await status(page)).mask?.imageUrl);
    expect(left).toBeGreaterThan(0.05);
    expect(right).toBeGreaterThan(0.05);
    // The bucket, which gets the mask, is another port here.
    expect([...new Set(page.faults)]).toEqual([`request to ${new URL(stack.awsUrl).host}`]);
  }, 200_000);
});
