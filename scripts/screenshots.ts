// Starts the local stack, draws with the demonstration models and photographs the main screens: npm run screenshots,
// or only those of working on pictures: npm run screenshots -- editing
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import {
  choose,
  draw,
  launchBrowser,
  MOVING,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from '../tests/browser/support/browser.ts';
import { STYLES, slots, startStack } from '../tests/browser/support/stack.ts';

const FOLDER = join(import.meta.dirname, '../docs/screenshots');
const FAILURES = ['Demo Slow', 'Demo Refused', 'Demo Rate Limited', 'Demo Down', 'Demo Garbage'];
const PROMPT = 'A village on the back of a sleeping stone giant, smoke from the chimneys, early spring';
const OTHER_PROMPTS = [
  'Three herons on three posts, evenly spaced, silver water without a horizon',
  'A greenhouse at blue hour glowing from inside, frost on the outer panes',
  'Folded paper landscape, valleys in shadow, a single sheet, top light',
  'The moon being delivered to a suburban house by two tired movers',
  'A tunnel of plane trees in fog, one cyclist with a yellow lamp, backlit breath',
];
const SHAPES = ['1:1', '3:2', '2:3', '16:9', '4:3'];

const VIEWS: Record<string, BrowserContextOptions> = {
  'desktop-light': { ...MOVING, viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  'desktop-dark': { ...MOVING, viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  'phone-light': {
    ...MOVING,
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    deviceScaleFactor: 2,
    hasTouch: true,
  },
  'phone-dark': {
    ...MOVING,
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    deviceScaleFactor: 2,
    hasTouch: true,
  },
};

/** Saved with few colours where that cannot be seen: pictures of pages are large otherwise. */
async function photograph(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(600);
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: 88 })
    .toFile(join(FOLDER, `${name}.webp`));
  console.info(`docs/screenshots/${name}.webp`);
}

async function photographRuns(browser: Browser, url: string, view: string): Promise<void> {
  const page = await openPage(browser, url, VIEWS[view] ?? {});
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  await photograph(page, `start-${view}`);
  await draw(page, PROMPT);
  await tile(page, 'Demo Aurora').getByRole('img').waitFor();
  await photograph(page, `running-${view}`);
  await runEnds(page);
  await picturesShown(page, 6);
  await page.locator('#main').scrollIntoViewIfNeeded();
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate(
    `scrollTo({ top: innerWidth < 1000 ? document.getElementById('main').offsetTop : 0, behavior: 'instant' })`,
  );
  await photograph(page, `finished-${view}`);
  await tile(page, 'Demo Refused').scrollIntoViewIfNeeded();
  await page.evaluate(`scrollBy({ top: 300, behavior: 'instant' })`);
  await photograph(page, `failed-${view}`);
  await tile(page, 'Demo Aurora').getByRole('button', { name: 'Enlarge the picture' }).click();
  await page.getByRole('dialog').getByRole('img').first().waitFor();
  await photograph(page, `lightbox-${view}`);
  await page.keyboard.press('Escape');
  // The buttons show under the pointer only.
  for (const name of STYLES)
    await tile(page, name)
      .getByRole('button', { name: `Compare ${name}` })
      .dispatchEvent('click');
  await page.getByRole('button', { name: 'Compare 4', exact: true }).click();
  await page.locator('dialog [data-pane]').nth(3).waitFor();
  await photograph(page, `compare-${view}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Enhance' }).click();
  await page.getByText('Rewritten by').waitFor();
  await photograph(page, `enhance-${view}`);
  await page.goto(`${url}/gallery`);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await page.waitForLoadState('networkidle');
  await photograph(page, `gallery-${view}`);
  await page.context().close();
}

/** Two things that one view shows: several pictures of each model, and the page in German. */
async function photographOnce(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, VIEWS['desktop-light'] ?? {});
  await page.getByRole('radio', { name: '4 pictures per model' }).check();
  await choose(page, STYLES);
  await draw(page, PROMPT);
  await runEnds(page);
  await picturesShown(page, 16);
  await photograph(page, 'several-desktop-light');
  await page.context().close();

  const german = await openPage(browser, url, { ...VIEWS['desktop-light'], locale: 'de-DE' });
  await german.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  await photograph(german, 'start-german');
  await draw(german, 'Drei Reiher auf drei Pfählen, silbernes Wasser ohne Horizont');
  await runEnds(german);
  await picturesShown(german, 6);
  await photograph(german, 'finished-german');
  await german.context().close();
}

/** Twenty models on a small laptop: all on one screen, and as they are shown at first. */
async function photographTwenty(browser: Browser): Promise<void> {
  const names = Array.from({ length: 20 }, (_, index) => STYLES[index % STYLES.length] ?? STYLES[0]);
  const twenty = await startStack(slots(names));
  try {
    const page = await openPage(browser, twenty.url, { ...MOVING, viewport: { width: 1280, height: 720 } });
    await draw(page, PROMPT);
    await runEnds(page, 150_000);
    await page.getByRole('button', { name: 'Hide the composer' }).click();
    await picturesShown(page, 20);
    await photograph(page, 'twenty-laptop');
    await page.getByRole('slider', { name: 'Picture size' }).fill('0');
    await photograph(page, 'twenty-at-once-laptop');
    await page.context().close();
  } finally {
    await twenty.stop();
  }
}

/** From a picture to others: the brush, the margins, what changed, and the thread that came of it. */
async function photographEditing(browser: Browser): Promise<void> {
  const stack = await startStack(slots(STYLES));
  try {
    await photographThread(browser, stack.url);
  } finally {
    await stack.stop();
  }
}

async function photographThread(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, VIEWS['desktop-light'] ?? {});
  const dialog = page.getByRole('dialog');
  const goOn = async (operation: string) => {
    await tile(page, 'Demo Aurora').getByRole('button', { name: 'Enlarge the picture' }).click();
    await dialog.getByRole('button', { name: 'Go on from Demo Aurora' }).click();
    await dialog.getByRole('radio', { name: operation, exact: true }).check();
  };
  const send = async (words: string, name?: string) => {
    await dialog.getByRole('textbox').fill(words);
    if (name !== undefined) {
      await dialog.getByRole('radio').first().scrollIntoViewIfNeeded();
      await photograph(page, name);
    }
    await dialog.getByRole('button', { name: /^Draw with/ }).click();
    await page.getByRole('heading', { level: 1, name: words }).waitFor();
    await runEnds(page);
  };
  await choose(page, STYLES);
  await draw(page, PROMPT);
  await runEnds(page);
  await goOn('Change');
  await send('make it night');
  await picturesShown(page, STYLES.length);
  await goOn('Repaint');
  const box = await dialog.getByRole('application').boundingBox();
  if (box === null) throw new Error('There is nothing to mark.');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.3, 0.35));
  await page.mouse.down();
  for (const [x, y] of [
    [0.45, 0.25],
    [0.6, 0.35],
    [0.55, 0.5],
    [0.4, 0.5],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 6 });
  await page.mouse.up();
  await send('make it red', 'editing-repaint');
  await picturesShown(page, 3);
  await page.getByRole('button', { name: 'What changed' }).click();
  await dialog
    .getByText(/% changed outside/)
    .nth(2)
    .waitFor();
  await photograph(page, 'editing-what-changed');
  await page.keyboard.press('Escape');
  await goOn('Widen');
  const edge = dialog.getByRole('slider', { name: 'Margin on the right' });
  for (let step = 0; step < 4; step += 1) await edge.press('Shift+ArrowRight');
  await send('more of the valley', 'editing-widen');
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'make it night' }).click();
  await page.getByRole('heading', { level: 1, name: 'make it night' }).waitFor();
  await page.getByRole('button', { name: /^Go on from “A village/ }).click();
  await dialog.getByRole('radio', { name: 'Change', exact: true }).check();
  await send('make it green');
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: 'more of the valley' })
    .waitFor();
  await picturesShown(page, STYLES.length);
  await photograph(page, 'editing-thread');
  await page.context().close();
}

async function fillGallery(url: string): Promise<void> {
  for (const [index, prompt] of OTHER_PROMPTS.entries()) {
    const model = `${(index % STYLES.length) + 1}-${(STYLES[index % STYLES.length] ?? '').toLowerCase().replace(' ', '-')}`;
    const response = await fetch(`${url}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, models: [model], aspectRatio: SHAPES[index], seed: index + 1 }),
    });
    const { jobId } = (await response.json()) as { jobId: string };
    for (;;) {
      const job = (await (await fetch(`${url}/status/${jobId}`)).json()) as { status: string };
      if (job.status !== 'pending' && job.status !== 'in_progress') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function photographMainScreens(browser: Browser): Promise<void> {
  const stack = await startStack(slots([...STYLES, ...FAILURES]));
  try {
    await fillGallery(stack.url);
    for (const view of Object.keys(VIEWS)) await photographRuns(browser, stack.url, view);
    await photographOnce(browser, stack.url);
    await photographTwenty(browser);
  } finally {
    await stack.stop();
  }
}

await mkdir(FOLDER, { recursive: true });
const browser = await launchBrowser();
try {
  if (process.argv[2] !== 'editing') await photographMainScreens(browser);
  await photographEditing(browser);
} finally {
  await browser.close();
}
