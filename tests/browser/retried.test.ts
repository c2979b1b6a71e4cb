import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import type { Vendors } from '../../scripts/vendors/server.ts';
import type { GalleryResponse, StatusResponse } from '../../src/contract/index.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { draw, type OpenPage, openPage, picturesShown, runEnds, tile } from './support/browser.ts';
import { type OwnWorld, startOwnWorld } from './support/own-world.ts';
import type { Stack } from './support/stack.ts';

const NAMES = ['Slot 1', 'Slot 2'];

const jobOf = (page: Page) => new URL(page.url()).pathname.slice('/r/'.length);
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const card = (page: Page, prompt: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: prompt });

describe('A run of which one picture failed and was retried', () => {
  let world: OwnWorld;
  let vendors: Vendors;
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    world = await startOwnWorld(NAMES.length);
    ({ vendors, stack, browser } = world);
  }, 200_000);
  afterAll(() => world?.stop());
  beforeEach(() => vendors.clearLog());

  /** Which picture each tile shows, by the path of its address. */
  async function shown(page: Page): Promise<string[]> {
    await picturesShown(page, NAMES.length);
    const pathOf = (name: string) => tile(page, name).getByRole('img').getAttribute('src');
    const addresses = await Promise.all(NAMES.map(pathOf));
    return addresses.map((address) => new URL(address ?? '', stack.url).pathname);
  }

  async function drawOneOfTwo(page: OpenPage, prompt: string): Promise<void> {
    vendors.setFaults([{ fault: 'down', model: 'sdxl-2', times: 1 }]);
    await draw(page, prompt);
    await runEnds(page);
    await page.getByText('1 picture · 1 without a picture').first().waitFor();
  }

  async function retry(page: Page): Promise<void> {
    await tile(page, 'Slot 2').getByRole('button', { name: 'Try again: Slot 2' }).click();
    await tile(page, 'Slot 2').getByRole('img').waitFor();
    await runEnds(page);
  }

  const download = async (page: Page, button: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return new Uint8Array(await readFile(await file.path()));
  };

  /** What the zip of the run holds: the sum of the vendor's file for each model. */
  async function zipped(page: Page): Promise<Record<string, string>> {
    const files = unzipSync(await download(page, 'Download all'));
    const { pictures } = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as {
      pictures: { model: string; status: string; file: string; sha256: string; originalSha256: string }[];
    };
    for (const each of pictures) {
      expect(each.status).toBe('done');
      expect(sum(files[each.file] ?? new Uint8Array())).toBe(each.sha256);
    }
    return Object.fromEntries(pictures.map(({ model, originalSha256 }) => [model, originalSha256]));
  }

  /** The same as the API has it. */
  async function stored(jobId: string): Promise<Record<string, string>> {
    const { results } = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as StatusResponse;
    const sums: Record<string, string> = {};
    for (const result of results) {
      if (result.status !== 'completed') throw new Error(`${result.model} has no picture.`);
      sums[result.model] = sum(new Uint8Array(await (await fetch(result.imageUrl)).arrayBuffer()));
    }
    return sums;
  }

  it('has the same pictures in its page, its links, the gallery, its star and its downloads, here and elsewhere', async () => {
    const prompt = 'a picture at the second try';
    const page = await openPage(browser, stack.url);
    await drawOneOfTwo(page, prompt);
    await page.getByRole('button', { name: 'Star', exact: true }).click();
    // Opened before the retry, on another device, and still open while it runs.
    const earlier = await openPage(browser, page.url());
    await earlier.getByText('1 picture · 1 without a picture').first().waitFor();
    await retry(page);
    expect(vendors.log()).toHaveLength(3);
    expect(new URL(page.url()).search).toBe('');
    const pictures = await shown(page);
    const sums = await stored(jobOf(page));
    expect(await zipped(page)).toEqual(sums);

    await page.reload();
    expect(await shown(page)).toEqual(pictures);
    const other = await openPage(browser, page.url());
    expect(await shown(other)).toEqual(pictures);
    expect(await zipped(other)).toEqual(sums);
    expect((await download(other, 'Contact sheet')).length).toBeGreaterThan(10_000);
    await earlier.reload();
    expect(await shown(earlier)).toEqual(pictures);

    // One entry with both of its pictures, which leads to the whole run; so does the star, set before the retry.
    const gallery = (await (await fetch(`${stack.url}/gallery/${jobOf(page)}`)).json()) as GalleryResponse;
    expect(gallery.images.map(({ imageUrl }) => new URL(imageUrl).pathname).sort()).toEqual(
      [...pictures].sort(),
    );
    for (const [device, address] of [
      [page, '/gallery'],
      [page, '/gallery?starred=1'],
      [page, '/gallery?mine=1'],
      [other, '/gallery'],
    ] as const) {
      await device.goto(stack.url + address);
      await card(device, prompt).waitFor();
      expect(await card(device, prompt).count()).toBe(1);
      await card(device, prompt).getByText('2 of 2').waitFor();
      await card(device, prompt).getByRole('link').click();
      expect(await shown(device)).toEqual(pictures);
    }
    expect([page.faults, other.faults, earlier.faults]).toEqual([[], [], []]);
    await Promise.all([page, other, earlier].map((each) => each.context().close()));
  });

  it('retried on a device whose run it is not is seen whole there, in its address and in what is downloaded', async () => {
    const page = await openPage(browser, stack.url);
    await drawOneOfTwo(page, 'retried by somebody else');
    const other = await openPage(browser, page.url());
    const fold = other.getByRole('button', { name: 'Show them' });
    await fold.click();
    await retry(other);
    const pictures = await shown(other);
    const sums = await zipped(other);
    expect(Object.keys(sums)).toEqual(NAMES);
    const third = await openPage(browser, other.url());
    expect(await shown(third)).toEqual(pictures);
    expect(await zipped(third)).toEqual(sums);
    // Nothing of it touches the owner's run.
    await page.reload();
    await page.getByText('1 picture · 1 without a picture').first().waitFor();
    await Promise.all([page, other, third].map((each) => each.context().close()));
  });

  it.each([
    ['en-US', /^Download the picture of/, 'downloads-', 'The download did not work. Reload the page.'],
    ['en-US', /^Download all$/, 'packing-worker-', 'The download did not work. Reload the page.'],
    ['de-DE', 'Kontaktbogen', 'packing-worker-', 'Der Download hat nicht geklappt. Seite neu laden.'],
  ])(
    'says in %s that the page has to be loaded again, where %s finds no %s',
    async (locale, button, script, words) => {
      const { generate, ended } = clientOf(stack.url);
      const { jobId } = await generate({ prompt: 'taken away late' });
      await ended(jobId);
      const address = `${stack.url}/r/${jobId}`;
      // As on a site that has been replaced: the script is gone. Nothing is fetched ahead, so that it is needed now.
      const page = await openPage(
        browser,
        'about:blank',
        { locale },
        'globalThis.requestIdleCallback = () => 0',
      );
      await page
        .context()
        .route(`**/assets/${script}*`, (route) => route.fulfill({ status: 404, body: 'gone' }));
      await page.goto(address);
      await page.locator('article img[data-shown]').first().waitFor();
      await page.getByRole('button', { name: button }).first().click();
      await page.getByText(words).waitFor();
      await page.context().unroute(`**/assets/${script}*`);
      await page.reload();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).first().click(),
      ]);
      expect((await readFile(await file.path())).length).toBeGreaterThan(100);
      await page.context().close();
    },
  );
});
