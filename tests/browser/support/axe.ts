import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser.ts';

export const WINDOWS = {
  '320 px': { width: 320, height: 640 },
  'a phone': PHONE,
  'a small laptop': { width: 1280, height: 720 },
  'a large screen': { width: 1920, height: 1080 },
};
type ColorScheme = 'light' | 'dark';

/** What axe finds on the current page, best practices included, in words; in the dark only what light changes. */
export async function findingsOf(page: Page, colorScheme: ColorScheme, place: string): Promise<string[]> {
  // A megabyte of script: once for each document is enough.
  const isHere = await page.evaluate<boolean>('"axe" in globalThis');
  const axe = new AxeBuilder({ page, ...(isHere && { axeSource: 'void 0' }) }).setLegacyMode();
  const reporting = { resultTypes: ['violations' as const] };
  // What lies behind a dialog cannot be used, and was looked at before it was opened.
  if (colorScheme === 'dark' && (await page.locator('dialog[open]').count()) > 0) axe.include('dialog[open]');
  if (colorScheme === 'dark') axe.options(reporting).withRules(['color-contrast', 'link-in-text-block']);
  // Level A, and still off by default: what is seen of a control is part of its name.
  else axe.options({ ...reporting, rules: { 'label-content-name-mismatch': { enabled: true } } });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${place}: ${id} at ${node.target.join(' ')}: ${node.failureSummary}`),
  );
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
  for (const [window, viewport] of Object.entries(WINDOWS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await transitionsEnd(page);
      findings.push(...(await findingsOf(page, colorScheme, `${place}, ${colorScheme}, ${window}`)));
    }
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
