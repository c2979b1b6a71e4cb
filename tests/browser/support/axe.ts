import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type AxeCore from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser.ts';

export const WINDOWS = {
  '320 px': { width: 320, height: 640 },
  'a phone': PHONE,
  'a small laptop': { width: 1280, height: 720 },
  'a large screen': { width: 1920, height: 1080 },
};
type ColorScheme = 'light' | 'dark';

const SOURCE = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on the current page, best practices included, in words. Nothing else of its results leaves the page:
 * they are large.
 * @param within selects the part of the page that is looked at
 */
export async function violationsOf(page: Page, options: RunOptions = {}, within = 'html'): Promise<string[]> {
  // Half a megabyte of script: once for each document is enough.
  const isHere = await page.evaluate<boolean>('"axe" in globalThis');
  if (!isHere) await page.evaluate(`${SOURCE}; axe.configure({ noHtml: true });`);
  return page.evaluate(
    async ([part, settings]) => {
      const { axe } = globalThis as unknown as { axe: typeof AxeCore };
      const { violations } = await axe.run(part, settings);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
      );
    },
    [within, { ...options, resultTypes: ['violations'] }] satisfies [string, RunOptions],
  );
}

/** The same in one color scheme; in the dark only what light changes. */
export async function findingsOf(page: Page, colorScheme: ColorScheme, place: string): Promise<string[]> {
  const isDark = colorScheme === 'dark';
  const found = await violationsOf(
    page,
    isDark
      ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }
      : // Level A, and still off by default: what is seen of a control is part of its name.
        { rules: { 'label-content-name-mismatch': { enabled: true } } },
    // What lies behind a dialog cannot be used, and was looked at before it was opened.
    isDark && (await page.locator('dialog[open]').count()) > 0 ? 'dialog[open]' : undefined,
  );
  return found.map((finding) => `${place}: ${finding}`);
}

/** Colors change in a transition, however short. */
function transitionsEnd(page: Page): Promise<unknown> {
  const transitions = 'document.getAnimations().filter((animation) => animation instanceof CSSTransition)';
  // One of a tile that goes away meanwhile may never say that it has finished.
  const enough = 'new Promise((resolve) => setTimeout(resolve, 1000))';
  return page.evaluate(
    `Promise.race([${enough}, Promise.allSettled(${transitions}.map(({ finished }) => finished))]).then(() => true)`,
  );
}

/** What axe finds on the current page in every window, in light and dark, and whether it has to be scrolled sideways. */
export async function findingsEverywhere(page: Page, place: string): Promise<string[]> {
  const findings: string[] = [];
  // Each window begins with the colors that the one before ended with: a page in others is painted anew.
  const order: [ColorScheme, ColorScheme] = ['light', 'dark'];
  for (const [window, viewport] of Object.entries(WINDOWS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of order) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await transitionsEnd(page);
      findings.push(...(await findingsOf(page, colorScheme, `${place}, ${colorScheme}, ${window}`)));
    }
    order.reverse();
    const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    if (await page.evaluate(isWide)) findings.push(`${place}, ${window}: it has to be scrolled sideways`);
  }
  await page.setViewportSize(DESKTOP);
  return findings;
}

/** Walks from screen to screen and collects what axe finds. */
export function axeWalk(page: Page) {
  const findings: string[] = [];
  const check = async (place: string) => {
    findings.push(...(await findingsEverywhere(page, place)));
  };
  return {
    findings,
    check,
    /** Opens a dialog, looks at it and closes it. */
    async dialog(place: string, open: () => Promise<unknown>) {
      await open();
      await page.getByRole('dialog').waitFor();
      await check(place);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    press: (name: string) => () => page.getByRole('button', { name }).first().click(),
  };
}
