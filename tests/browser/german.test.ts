import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { de } from '../../frontend/src/lib/i18n/de.ts';
import { en } from '../../frontend/src/lib/i18n/en.ts';
import { RESULT_ERROR_CODES } from '../../src/contract/constants.ts';
import { launchBrowser, type OpenPage, openPage, runEnds, tile } from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const FAILURES = ['Demo Refused', 'Demo Rate Limited', 'Demo Down', 'Demo Garbage', 'Demo Never'];

/** Every text of a language without a gap, whatever it is inside of. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
const wordsOf = (failure: typeof en.failure) =>
  RESULT_ERROR_CODES.flatMap((code) => [failure.title(code), failure.text(code)]);
const german = new Set([...textsOf(de), ...wordsOf(de.failure)]);
/** Sentences and labels of English that German does not share, such as names; single words may be in a prompt. */
const english = [...textsOf(en), ...wordsOf(en.failure)].filter(
  (text) => text.length > 6 && !german.has(text),
);

/** English texts that a person can read, or hear from a screen reader. */
async function leftovers(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (nodes.nextNode()) {
      if (!nodes.currentNode.parentElement.closest('[lang="en"], option, script')) found.push(nodes.currentNode.data);
    }
    for (const each of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) {
        if (each.getAttribute(name) !== null) found.push(each.getAttribute(name));
      }
    }
    return found.map((text) => text.trim());
  })()`);
  return texts.filter((text) => english.includes(text));
}

describe('In German', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(
      slots([...STYLES, ...FAILURES], { ModelOverrides: JSON.stringify({ 9: { timeoutSeconds: 5 } }) }),
    );
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const open = (): Promise<OpenPage> => openPage(browser, stack.url, { locale: 'de-DE' });

  it('there is no English on the start page, in dialogs, in a run with every failure, or in the gallery', async () => {
    expect(english.length).toBeGreaterThan(150);
    const page = await open();
    await page.getByRole('button', { name: '9 Bilder erstellen' }).waitFor();
    expect(await leftovers(page)).toEqual([]);
    await page.getByText('Strg').first().waitFor();
    for (const name of [de.app.settings, de.app.help, de.ask.surprise, de.ask.history]) {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.getByRole('dialog').waitFor();
      expect([name, await leftovers(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('ein Fuchs');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    await tile(page, 'Demo Aurora').waitFor();
    expect(await leftovers(page)).toEqual([]);
    await runEnds(page);
    expect(await leftovers(page)).toEqual([]);
    const failed = async (name: string) => (await tile(page, name).textContent()) ?? '';
    expect(await failed('Demo Refused')).toContain(de.failure.title('PROMPT_REFUSED'));
    expect(await failed('Demo Down')).toContain(de.failure.text('PROVIDER_DOWN'));
    expect(await failed('Demo Never')).toContain(de.failure.text('TIMEOUT'));
    await page.getByRole('slider', { name: de.view.size }).fill('4');
    for (const name of ['Demo Refused', 'Demo Never']) {
      await tile(page, name)
        .getByRole('button', { name: `${de.tile.details} ${name}` })
        .click();
      await page.getByRole('dialog').waitFor();
      expect([name, await leftovers(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('link', { name: de.app.gallery }).click();
    await page.getByText('ein Fuchs').first().waitFor();
    expect(await leftovers(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.context().close();
  }, 200_000);

  it('a page whose language is lost on the way begins in English, and is German once it has come', async () => {
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.route('**/assets/{first-,}de-*.js*', (route) => route.abort());
    await page.goto(stack.url);
    await page.getByRole('button', { name: 'Draw 9 pictures' }).waitFor();
    await page.unroute('**/assets/{first-,}de-*.js*');
    await page.getByRole('button', { name: '9 Bilder erstellen' }).waitFor({ timeout: 20_000 });
    await context.close();
  });

  it('no sentence is said twice in one tile', async () => {
    const page = await open();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('kein Satz zweimal');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    await runEnds(page);
    for (const name of FAILURES) {
      const sentences = (await tile(page, name).locator('p').allTextContents())
        .flatMap((text) => text.split(/(?<=[.!])\s+/))
        .filter((text) => text.length > 12);
      expect([name, sentences]).toEqual([name, [...new Set(sentences)]]);
    }
    await page.context().close();
  }, 200_000);
});
