import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { choose, draw, launchBrowser, type OpenPage, openPage, runEnds, tile } from './support/browser.ts';
import { type Stack, slots, startStack } from './support/stack.ts';

const SHOWN = 'Demo Aurora';
const SLOW = 'Demo Slow';
const TIMEOUT_MS = 120_000;

/** What goes wrong in a page beyond responses that say that a run is gone. */
const faultsOf = ({ faults }: OpenPage) => faults.filter((fault) => !/status of (404|410|403)/.test(fault));

describe('Whose a run is', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(
      slots([SHOWN, SLOW, SLOW, SLOW], { ReportAddress: 'https://example.org/report' }),
    );
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const visibility = (page: Page) => page.getByRole('main').getByRole('combobox', { name: 'Who sees it' });
  const inGallery = async (page: Page, prompt: string) => {
    await page.goto(`${stack.url}/gallery`);
    await page.getByRole('heading', { name: 'Gallery' }).waitFor();
    const { galleries } = (await (await fetch(`${stack.url}/gallery/list`)).json()) as {
      galleries: { prompt: string }[];
    };
    return galleries.some((each) => each.prompt === prompt);
  };

  it(
    'is told to everybody or to nobody, as was chosen, and changed later',
    async () => {
      const page = await openPage(browser, stack.url);
      await choose(page, [SHOWN]);
      await page
        .getByRole('complementary')
        .getByRole('combobox', { name: 'Who sees it' })
        .selectOption({ label: 'Only this browser' });
      const address = await draw(page, 'only for me');
      await runEnds(page);
      expect(await visibility(page).inputValue()).toBe('private');

      const other = await openPage(browser, address);
      await other.getByRole('heading', { name: 'This run is not here' }).waitFor();
      expect(await inGallery(other, 'only for me')).toBe(false);
      await page.reload();
      await tile(page, SHOWN).waitFor();

      await visibility(page).selectOption({ label: 'Whoever has the link' });
      await page.getByText(/Whoever has its link can open it/).waitFor();
      await other.goto(address);
      await tile(other, SHOWN).waitFor();
      expect(await other.getByRole('button', { name: 'Delete this run' }).count()).toBe(0);
      expect(await inGallery(other, 'only for me')).toBe(false);

      await visibility(page).selectOption({ label: 'Everybody, in the gallery' });
      await page.getByText(/sees the run in the gallery/).waitFor();
      expect(await inGallery(other, 'only for me')).toBe(true);
      expect([...faultsOf(page), ...faultsOf(other)]).toEqual([]);
      await page.context().close();
      await other.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'ends where it is deleted while three models draw: for its page, for others that look at it, and for good',
    async () => {
      const page = await openPage(browser, stack.url);
      const address = await draw(page, 'gone at once');
      await tile(page, SHOWN).locator('img[data-shown]').first().waitFor();
      const image = await tile(page, SHOWN).locator('img').first().getAttribute('src');
      const other = await openPage(browser, address);
      await tile(other, SHOWN).waitFor();

      await page.getByRole('button', { name: 'Delete this run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('The run has been deleted.').waitFor();
      await page.waitForURL(`${stack.url}/`);
      await other.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      expect(await other.getByRole('article').count()).toBe(0);
      expect((await fetch(new URL(image ?? '', stack.url))).status).toBe(403);
      expect(await inGallery(other, 'gone at once')).toBe(false);
      await page.goto(address);
      await page.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      expect([...faultsOf(page), ...faultsOf(other)]).toEqual([]);
      await page.context().close();
      await other.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'is shown by a link until that is revoked, and handed over by another',
    async () => {
      const page = await openPage(browser, stack.url);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await choose(page, [SHOWN]);
      const address = await draw(page, 'words that stay here');
      await runEnds(page);
      const jobId = address.split('/').at(-1) ?? '';

      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await page.getByRole('button', { name: 'Make a link' }).click();
      const link = await page.getByRole('textbox', { name: 'Address' }).inputValue();
      expect(link).toMatch(/\/shared\/[\w-]{22}$/);
      const other = await openPage(browser, link);
      const picture = other.getByRole('link', { name: `Picture by ${SHOWN}, full size` });
      await picture.waitFor();
      expect(await other.content()).not.toContain(jobId);
      expect(await other.content()).not.toContain('words that stay here');
      expect(await other.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex, nofollow');
      const image = new URL((await picture.getAttribute('href')) ?? '', stack.url);
      expect((await fetch(image)).status).toBe(200);

      await page.getByRole('button', { name: 'Revoke the link' }).click();
      await page.getByText(/The link is revoked/).waitFor();
      await other.reload();
      await other.getByRole('heading', { name: 'This link shows nothing any more' }).waitFor();
      expect((await fetch(image)).status).toBe(403);

      await page.getByRole('button', { name: 'Copy the management link' }).click();
      await page.getByText(/The management link is copied/).waitFor();
      const handover = String(await page.evaluate('navigator.clipboard.readText()'));
      expect(handover).toContain(`${address}#k=`);
      const third = await openPage(browser, handover);
      await third.getByRole('button', { name: 'Delete this run' }).waitFor();
      expect(third.url()).toBe(address);
      await third.getByRole('button', { name: 'Title and time' }).click();
      await third.getByRole('textbox', { name: 'Title' }).fill('A name for it');
      await third.getByRole('button', { name: 'Save' }).click();
      await third.getByRole('heading', { name: 'A name for it' }).waitFor();
      expect([...faultsOf(page), ...faultsOf(other), ...faultsOf(third)]).toEqual([]);
      for (const each of [page, other, third]) await each.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'is taken away with everything else of this browser, and deleted with it; others can only report it',
    async () => {
      const page = await openPage(browser, stack.url);
      await choose(page, [SHOWN]);
      const address = await draw(page, 'mine to take away');
      await runEnds(page);
      const jobId = address.split('/').at(-1) ?? '';
      const other = await openPage(browser, stack.url);
      await choose(other, [SHOWN]);
      const others = await draw(other, 'not theirs to delete');
      await runEnds(other);

      await other.goto(`${stack.url}/gallery`);
      const report = other.getByRole('link', { name: 'Report “mine to take away”' });
      expect(await report.getAttribute('href')).toBe(
        `https://example.org/report?run=${encodeURIComponent(address)}`,
      );
      expect(await other.getByRole('link', { name: 'Report “not theirs to delete”' }).count()).toBe(0);

      await page.getByRole('button', { name: 'Settings' }).first().click();
      const settings = page.getByRole('dialog', { name: 'Settings' });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        settings.getByRole('button', { name: 'Download everything' }).click(),
      ]);
      const entries = unzipSync(await readFile(await download.path()));
      expect(Object.keys(entries).sort()).toEqual([
        'everything.json',
        expect.stringMatching(`^pictures/${jobId}/1-demo-aurora\\.`),
      ]);
      const told = JSON.parse(new TextDecoder().decode(entries['everything.json']));
      expect(told).toMatchObject({ runs: [{ jobId, prompt: 'mine to take away' }], missing: [] });

      await settings.getByRole('button', { name: 'Delete everything I made' }).click();
      await settings.getByRole('button', { name: 'Delete everything now' }).click();
      await settings.getByText(/^1 run is deleted/).waitFor();
      expect((await fetch(`${stack.url}/status/${jobId}`)).status).toBe(410);
      expect(await inGallery(other, 'mine to take away')).toBe(false);
      expect(await inGallery(other, 'not theirs to delete')).toBe(true);
      const stored = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
      expect(String(stored)).not.toMatch(new RegExp(`mine to take away|${jobId}`));
      await other.goto(others);
      await tile(other, SHOWN).waitFor();
      expect([...faultsOf(page), ...faultsOf(other)]).toEqual([]);
      await page.context().close();
      await other.context().close();
    },
    TIMEOUT_MS,
  );
});
