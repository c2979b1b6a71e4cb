import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { loadOnce } from './load-once.ts';

const { chromium } = loadOnce<typeof import('playwright-core')>('playwright-core');

/**
 * For each page Chromium prepares what drops down from its own address bar, and that takes more of the processor than our
 * page. The others are those that Playwright switches off: of two lists, Chromium takes the last.
 */
const SWITCHED_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const FLAGS = [
  `--disable-features=${SWITCHED_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** With the motion that most people see; for what is about motion, or measured. */
export const MOVING = { reducedMotion: 'no-preference' } as const;

/** Chromium's engine alone, where CHROME_ENGINE_PATH names it: it takes less of the processor, and asks nobody for a permission. */
export function launchBrowser(): Promise<Browser> {
  const { CHROME_ENGINE_PATH } = process.env;
  return CHROME_ENGINE_PATH ? launch(CHROME_ENGINE_PATH) : launchWholeBrowser();
}

export function launchWholeBrowser(): Promise<Browser> {
  return launch(process.env.CHROME_PATH ?? '/usr/bin/chromium');
}

const launch = (executablePath: string) => chromium.launch({ executablePath, args: FLAGS });

/** Containers that start beside the tests change the machine's network, and requests under way end; no page can do that. */
const OF_THE_MACHINE = /net::ERR_NETWORK_CHANGED/;

export const isOfPage = (fault: string) => !OF_THE_MACHINE.test(fault);

export type OpenPage = Page & {
  /** What went wrong in the page: exceptions, console errors, requests to other hosts. */
  faults: string[];
};

/**
 * A page in a browser profile of its own, of somebody who prefers reduced motion: motion takes a third of the processor.
 * @param before runs in the page before any of its scripts
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  before?: string,
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    acceptDownloads: true,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  if (before !== undefined) await page.addInitScript(before);
  const faults: string[] = [];
  const { host } = new URL(url);
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && isOfPage(text)) faults.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http') && address.host !== host)
      faults.push(`request to ${address.host}`);
  });
  await page.goto(url);
  return Object.assign(page, { faults });
}

const PROBE = '/favicon.svg?is-intercepted';

/**
 * Lets a test respond to requests of an open page, from the next one on. The browser says that it intercepts before the
 * page's own process knows: on a busy machine a request that is made at once would go past `page.route`.
 */
export async function intercept(
  page: Page,
  pattern: string,
  respond: (route: Route) => Promise<unknown>,
): Promise<void> {
  await page.route(pattern, respond);
  await page.route(`**${PROBE}`, (route) => route.fulfill({ status: 204 }));
  const ask = () => page.evaluate<number>(`fetch('${PROBE}').then((response) => response.status)`);
  while ((await ask()) !== 204) await page.waitForTimeout(50);
  await page.unroute(`**${PROBE}`);
}

/** Waits until the page has fetched what it may need later, as it does once it has nothing else to do. */
export async function fetchedAhead(page: Page): Promise<void> {
  const loaded = () =>
    page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
  for (let before = -1; ; ) {
    const names = await loaded();
    if (names.length === before && names.some((name) => /\/downloads-/.test(name))) return;
    before = names.length;
    await page.waitForTimeout(500);
  }
}

/** Types a prompt and draws it with the chosen models; resolves at the run's URL. */
export async function draw(page: Page, prompt: string): Promise<string> {
  const before = page.url();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/r/') && url.href !== before);
  return page.url();
}

/** Leaves only these models chosen. */
export async function choose(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'None', exact: true }).click();
  for (const name of names) await page.getByRole('checkbox', { name: new RegExp(`^${name} `) }).check();
}

export const tile = (page: Page, model: string) => page.getByRole('article', { name: model, exact: true });

/** Waits until every tile of the run has ended. */
export async function runEnds(page: Page, timeout = 60_000): Promise<void> {
  await page.locator('progress[data-ended]').waitFor({ state: 'attached', timeout });
}

/** Waits until the pictures of the run are loaded and shown. */
export async function picturesShown(page: Page, count: number): Promise<void> {
  const shown = page.locator('article img[data-shown]').nth(count - 1);
  await shown.waitFor({ state: 'attached', timeout: 60_000 });
}

/** Starts adding up layout shifts that are not caused by input. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    globalThis.layoutShift = { value: 0, sources: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        layoutShift.value += entry.value;
        for (const { node, previousRect, currentRect } of entry.sources) {
          const name = node?.className || node?.parentElement?.className || node?.nodeName;
          layoutShift.sources.push([name, previousRect.top, currentRect.top, currentRect.height].join(' '));
        }
      }
    }).observe({ type: 'layout-shift', buffered: false });
  })()`);
}

export function layoutShift(page: Page): Promise<{ value: number; sources: string[] }> {
  return page.evaluate('layoutShift');
}
