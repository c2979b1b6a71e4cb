import type { Locator, Page } from 'playwright-core';
import type { OpenPage } from './browser.ts';

/** The visible names of everything in the page that can be pressed, each once. */
function pressable(page: Page): Promise<string[]> {
  return page.evaluate(`[...new Set([...document.querySelectorAll('button, a[href], summary')]
    .filter((each) => each.checkVisibility() && !each.disabled && !each.closest('[aria-label="Messages"]'))
    .map((each) => each.getAttribute('aria-label') ?? each.innerText.replace(/\\s+/g, ' ').trim())
    .filter((name) => name !== ''))]`);
}

const find = (page: Page, name: string) =>
  page
    .locator('button, a[href], summary')
    .and(page.getByLabel(name, { exact: true }).or(page.getByText(name, { exact: true })))
    .or(page.getByRole('button', { name, exact: true }))
    .or(page.getByRole('link', { name, exact: true }))
    .first();

/** Presses what a click did not get to in time. What has gone, or has another name, has been pressed: a busy machine only said so late. */
async function insist(control: Locator): Promise<void> {
  if (await control.isVisible()) await control.dispatchEvent('click', undefined, { timeout: 5000 });
}

/**
 * Presses everything on the page that can be pressed, one after the other, and comes back each time.
 * @returns what was pressed, and what broke: pages without content, parts that crashed, exceptions
 */
export async function pressEverything(page: OpenPage): Promise<{ pressed: string[]; broken: string[] }> {
  const address = page.url();
  const pressed: string[] = [];
  const broken: string[] = [];
  const check = async (after: string) => {
    const state = await page.evaluate<string>(`(() => {
      const text = document.querySelector('#root')?.innerText ?? '';
      if (text.trim() === '') return 'The page is empty';
      return text.includes('stopped working') ? 'A part stopped working' : '';
    })()`);
    if (state !== '') broken.push(`${after}: ${state}`);
    for (const fault of page.faults.splice(0)) {
      if (fault.startsWith('exception')) broken.push(`${after}: ${fault}`);
    }
  };
  for (const name of await pressable(page)) {
    const control = find(page, name);
    if (!(await control.isVisible()) || (await control.isDisabled())) continue;
    await control.click({ timeout: 800 }).catch(() => insist(control));
    pressed.push(name);
    await page.waitForTimeout(60);
    await check(name);
    if (await page.locator('dialog[open]').count()) {
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    if (page.url() !== address) await page.goBack();
    await check(`${name}, and back`);
  }
  return { pressed, broken };
}
