import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { findingsOf } from './support/axe.ts';
import {
  draw,
  launchBrowser,
  type OpenPage,
  openPage,
  PHONE,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, slots } from './support/stack.ts';

const TWELVE = [...STYLES, ...STYLES, ...STYLES];
const STEPS = [
  'a white lighthouse in snow',
  'make it night',
  'make it red',
  'more sea',
  'Cut out the subject',
];
const [DAY = '', NIGHT = '', RED = '', SEA = '', CUT = ''] = STEPS;
/** What goes wrong in a page beyond responses that say that a run is gone, and pictures that go into the bucket, which is another port here. */
const faultsOf = ({ faults }: OpenPage, stack: TestStack) =>
  faults.filter(
    (fault) => !/status of (404|410|403)/.test(fault) && fault !== `request to ${new URL(stack.awsUrl).host}`,
  );

describe('A thread of steps', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  let browser: Browser;
  let page: OpenPage;
  let other: OpenPage;
  const addresses = new Map<string, string>();
  const addressOf = (name: string) => addresses.get(name) ?? '';

  beforeAll(async () => {
    stack = await startTestStack({ stateDir: folder.path, site: true, parameters: slots(TWELVE) });
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    folder.remove();
  });

  const dialog = (at: Page) => at.getByRole('dialog');
  const steps = (at: Page) => at.getByRole('navigation', { name: 'Steps' });
  const stepLinks = (at: Page) => steps(at).getByRole('link').allTextContents();
  const heading = (at: Page, name: string) => at.getByRole('heading', { level: 1, name }).waitFor();
  const goOn = async (operation: string) => {
    // Among twelve, the tiles are too small for buttons.
    await tile(page, 'Demo Aurora').first().getByRole('button', { name: 'Enlarge the picture' }).click();
    await dialog(page).getByRole('button', { name: 'Go on from Demo Aurora' }).click();
    await dialog(page).getByRole('radio', { name: operation, exact: true }).check();
  };
  const send = async (words: string, title = words) => {
    if (title === words) await dialog(page).getByRole('textbox').fill(words);
    await dialog(page)
      .getByRole('button', { name: /^Draw with/ })
      .click();
    await heading(page, title);
    await runEnds(page);
    addresses.set(title, page.url());
  };
  /** The figures of what the models changed, once all are there. */
  const changes = async (count: number, sentence: RegExp) => {
    await page.getByRole('button', { name: 'What changed' }).click();
    await dialog(page)
      .getByText(sentence)
      .nth(count - 1)
      .waitFor({ timeout: 60_000 });
    await dialog(page)
      .getByRole('img')
      .nth(count - 1)
      .waitFor();
    const texts = await dialog(page).getByText(sentence).allTextContents();
    const widths = await dialog(page)
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => 'naturalWidth' in image && image.naturalWidth));
    expect(widths).toEqual(Array(count).fill(1024));
    expect(await findingsOf(page, 'light', 'what changed')).toEqual([]);
    await page.keyboard.press('Escape');
    return texts;
  };

  it('goes from a run over night by twelve models and one repainted to one widened and one cut out', async () => {
    page = await openPage(browser, stack.url);
    await page.getByRole('button', { name: 'None', exact: true }).click();
    await page
      .getByRole('checkbox', { name: /^Demo Aurora / })
      .first()
      .check();
    addresses.set(DAY, await draw(page, DAY));
    await runEnds(page);

    await goOn('Change');
    await dialog(page).getByRole('button', { name: 'Draw with 12 models' }).waitFor();
    await send(NIGHT);
    await picturesShown(page, 12);
    const night = await changes(12, /% of the picture changed$/);
    expect(night.every((text) => Number.parseFloat(text) > 50)).toBe(true);

    await goOn('Repaint');
    const box = await dialog(page).getByRole('application').boundingBox();
    if (box === null) throw new Error('There is nothing to mark.');
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.8, { steps: 8 });
    await page.mouse.up();
    await send(RED);
    const red = await changes(9, /% changed outside of what was marked$/);
    expect(new Set(red)).toEqual(new Set(['0% changed outside of what was marked']));

    await goOn('Widen');
    await dialog(page).getByRole('slider', { name: 'Margin on the right' }).press('Shift+ArrowRight');
    await send(SEA);
    const models = await page.getByRole('article').count();
    const sea = await changes(models, /% of the picture itself changed$/);
    expect(new Set(sea)).toEqual(new Set(['0% of the picture itself changed']));

    await goOn('Cut out');
    await send('', CUT);
    expect(await stepLinks(page)).toEqual(STEPS);
    expect(faultsOf(page, stack)).toEqual([]);
  }, 400_000);

  it('is there after a reload, walked with the keyboard, branched from, and compared across', async () => {
    await page.reload();
    await steps(page).getByRole('link', { name: NIGHT }).waitFor();
    expect(await stepLinks(page)).toEqual(STEPS);
    expect(await findingsOf(page, 'light', 'a thread')).toEqual([]);
    await steps(page).getByRole('link', { name: NIGHT }).focus();
    await page.keyboard.press('Enter');
    await heading(page, NIGHT);
    // What goes on from it is there as well.
    await steps(page).getByRole('link', { name: RED }).waitFor();

    await steps(page)
      .getByRole('button', { name: `Go on from “${DAY}”` })
      .focus();
    await page.keyboard.press('Enter');
    await send('make it green');
    await steps(page).getByRole('link', { name: CUT }).waitFor();
    expect((await stepLinks(page)).toSorted()).toEqual([...STEPS, 'make it green'].toSorted());

    await steps(page).getByRole('button', { name: 'Compare the steps' }).click();
    const compared = dialog(page).getByRole('figure');
    await compared.nth(5).waitFor();
    expect((await compared.allTextContents()).toSorted()).toEqual(
      [1, 2, 2, 3, 4, 5].map((place) => `Step ${place}: Demo Aurora`),
    );
    await page.keyboard.press('Escape');
    expect(faultsOf(page, stack)).toEqual([]);
  }, 200_000);

  it('is told in downloads: the manifest has the step, the parent and the pictures by their hashes', async () => {
    await page.goto(addressOf(RED));
    await runEnds(page);
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'Download all' }).click(),
    ]);
    const files = unzipSync(new Uint8Array(await readFile(await download.path())));
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
    const hash = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    expect(manifest.pictures[0].edit).toEqual({
      operation: 'repaint',
      parent: { jobId: addressOf(NIGHT).split('/').at(-1), modelId: '1-demo-aurora', index: 0 },
      references: [hash],
      mask: hash,
    });
  }, 60_000);

  it('is walked on a second device by touch, and is in the gallery', async () => {
    other = await openPage(browser, addressOf(CUT), { viewport: PHONE, hasTouch: true });
    await heading(other, CUT);
    for (const name of [SEA, RED, NIGHT]) {
      await steps(other).getByRole('link', { name }).tap();
      await heading(other, name);
    }
    await picturesShown(other, 12);
    await other.goto(`${stack.url}/gallery`);
    for (const name of STEPS) await other.getByRole('link', { name }).first().waitFor();
    expect(faultsOf(other, stack)).toEqual([]);
  }, 100_000);

  it('keeps a note where the one in the middle was deleted, and what was made of it', async () => {
    await page.goto(addressOf(RED));
    await page.getByRole('button', { name: 'Delete this run' }).click();
    await dialog(page)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await page.waitForURL(`${stack.url}/`);
    await other.goto(addressOf(SEA));
    await heading(other, SEA);
    await steps(other).getByText('deleted or expired').waitFor();
    await picturesShown(other, 1);
    await other.getByRole('region', { name: 'Worked on' }).getByRole('img', { name: 'Picture 1' }).waitFor();
    await other.goto(addressOf(RED));
    await other.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
    expect(faultsOf(other, stack)).toEqual([]);
  }, 100_000);
});
