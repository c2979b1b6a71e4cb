import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { StatusResponse } from '../../src/contract/index.ts';
import { until } from '../helpers/local-stack/start.ts';
import {
  choose,
  draw,
  intercept,
  launchWholeBrowser,
  openPage,
  picturesShown,
  runEnds,
  tile,
} from './support/browser.ts';
import { STYLES, type Stack, slots, startStack } from './support/stack.ts';

const box = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const words = (page: Page) => box(page).inputValue();

describe('Somebody who works all day', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots([...STYLES, 'Demo Slow']));
    // Notifications need more than the engine.
    browser = await launchWholeBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('gets back a prompt that an idea or an earlier prompt replaced, also after a reload', async () => {
    const page = await openPage(browser, stack.url);
    await box(page).fill('typed for ten minutes');
    await page.getByRole('button', { name: 'Ideas' }).click();
    await page.getByRole('dialog').locator('li button').first().click();
    const idea = await words(page);
    expect(idea).not.toBe('typed for ten minutes');
    await page.getByRole('button', { name: 'History' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'typed for ten minutes', exact: true })
      .click();
    expect(await words(page)).toBe('typed for ten minutes');
    await page.reload();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await words(page)).toBe(idea);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await words(page)).toBe('typed for ten minutes');
    await page.context().close();
  });

  it('keeps a seed that was typed, in the field and in what is sent', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    const seed = page.getByRole('textbox', { name: 'Seed' });
    await seed.fill('42');
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/generate')),
      draw(page, 'always the same'),
    ]);
    expect(request.postDataJSON()).toMatchObject({ seed: 42 });
    await runEnds(page);
    expect(await seed.inputValue()).toBe('42');
    await page.context().close();
  });

  it('gets another picture for the same prompt, unless there is a seed', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    const picture = async () => {
      await runEnds(page);
      const jobId = new URL(page.url()).pathname.slice('/r/'.length);
      const { results } = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as StatusResponse;
      const [result] = results;
      if (result?.status !== 'completed') throw new Error('There is no picture.');
      const bytes = Buffer.from(await (await fetch(result.imageUrl)).arrayBuffer());
      return createHash('sha256').update(bytes).digest('hex');
    };
    await draw(page, 'once and again');
    const first = await picture();
    await page.getByRole('link', { name: 'Studio' }).click();
    await choose(page, ['Demo Aurora']);
    await draw(page, 'once and again');
    expect(await picture()).not.toBe(first);
    await page.context().close();
  });

  it('is told of the end of a run on another page, by title, notification and sound', async () => {
    const page = await openPage(browser, stack.url);
    await page.context().grantPermissions(['notifications']);
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await page.getByRole('switch', { name: 'Show a notification' }).check();
    await page.getByRole('switch', { name: 'Play a short sound' }).check();
    await page.keyboard.press('Escape');
    await page.evaluate(`(() => {
      globalThis.told = [];
      const Real = Notification;
      globalThis.Notification = class extends Real {
        constructor(title, options) { super(title, options); told.push([title, options.body]); }
      };
      globalThis.tones = 0;
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (...when) { tones += 1; return start.apply(this, when); };
      document.hasFocus = () => false;
    })()`);
    await choose(page, ['Demo Aurora', 'Demo Slow']);
    await draw(page, 'while I am elsewhere');
    await page.getByRole('link', { name: 'Gallery' }).click();
    await until(async () => ((await page.title()).startsWith('(1/2)') ? true : undefined));
    await page.getByText('1 running').waitFor();
    const told = await until(async () => {
      const all = await page.evaluate<string[][]>('told');
      return all.length > 0 ? all : undefined;
    }, 60_000);
    expect(told).toEqual([['The run has ended: 2 pictures', 'while I am elsewhere']]);
    expect(await page.evaluate('tones')).toBe(2);
    expect(await page.getByText('1 running').count()).toBe(0);
    await page.context().close();
  });

  it('sees no error of a start that has since succeeded', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    await box(page).fill('at the second try');
    await stack.kill();
    await page.keyboard.press('Control+Enter');
    const error = page.getByText('No response arrived.');
    await error.waitFor();
    await stack.restart();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    await runEnds(page);
    expect(await error.count()).toBe(0);
    await page.context().close();
  }, 200_000);

  it('draws once, although the page was reloaded before the response came', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora']);
    await box(page).fill('reloaded in between');
    await intercept(page, '**/generate', async (route) => {
      await route.fetch();
      await page.reload();
    });
    await page.keyboard.press('Control+Enter');
    await page.waitForEvent('load');
    await page.unroute('**/generate');
    await box(page).waitFor();
    expect(await words(page)).toBe('reloaded in between');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/r\//);
    await runEnds(page);
    const list = (await (await fetch(`${stack.url}/gallery/list`)).json()) as {
      galleries: { prompt: string }[];
    };
    expect(list.galleries.filter(({ prompt }) => prompt === 'reloaded in between')).toHaveLength(1);
    await page.context().close();
  });

  it('is told what is missing instead of drawing nothing, and what cannot be enhanced', async () => {
    const page = await openPage(browser, stack.url);
    await page.getByRole('button', { name: 'None', exact: true }).click();
    const button = page.getByRole('button', { name: 'Choose a model to draw' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await box(page).fill('words, and no model');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose at least one model.').waitFor();
    expect(await page.evaluate(`document.activeElement.textContent`)).toBe('Choose at least one model.');
    await box(page).fill('x'.repeat(501));
    expect(await page.getByRole('button', { name: 'Enhance' }).isDisabled()).toBe(true);
    await page.getByText('Only prompts of up to 500 characters can be enhanced.').waitFor();
    await page.context().close();
  });

  it('picks one of two hidden pictures wherever they are laid over each other', async () => {
    const page = await openPage(browser, stack.url);
    await choose(page, ['Demo Aurora', 'Demo Bauhaus']);
    await draw(page, 'which is which');
    await runEnds(page);
    await picturesShown(page, 2);
    for (const name of ['Demo Aurora', 'Demo Bauhaus']) {
      await tile(page, name)
        .getByRole('button', { name: `Compare ${name}` })
        .dispatchEvent('click');
    }
    await page.getByRole('button', { name: 'Compare 2', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    for (const mode of ['Divider', 'Fade', 'Difference', 'In turn']) {
      await dialog.getByRole('button', { name: mode, exact: true }).click();
      await dialog.getByRole('switch', { name: 'Hide names' }).check();
      await dialog.getByRole('button', { name: 'Pick A' }).click();
      expect(await dialog.getByRole('button', { name: /^Pick/ }).count()).toBe(0);
      await dialog.getByRole('switch', { name: 'Hide names' }).uncheck();
    }
    await page.context().close();
  });
});
