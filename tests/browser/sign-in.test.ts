import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { axeWalk } from './support/axe.ts';
import { choose, draw, intercept, picturesShown, runEnds, tile } from './support/browser.ts';
import {
  closedStackOf,
  promptOf,
  settingsOf,
  signInAs,
  signInButton,
  signOutOf,
} from './support/closed-stack.ts';

const SHOWN = 'Demo Aurora';
const SLOW = 'Demo Slow';
const TIMEOUT_MS = 120_000;

describe('Where people sign in', () => {
  const closed = closedStackOf([SHOWN, SLOW, SLOW, SLOW]);

  const see = () => closed.visit();
  const pathOf = (page: Page) => page.url().slice(closed.stack.url.length);
  const isAsked = (page: Page) => page.getByRole('heading', { name: 'Sign in to draw' }).waitFor();
  const isIn = (page: Page) => promptOf(page).waitFor();
  /** A tab of somebody who has signed in. */
  async function member(name: string) {
    const visitor = await see();
    const page = await visitor.open();
    await signInAs(page, name);
    await isIn(page);
    return { visitor, page };
  }

  it(
    'one signs in, is back where one wanted to be, draws, and is still there after a reload',
    async () => {
      const { context, faults, open } = await see();
      const page = await open('/gallery?q=fox');
      await isAsked(page);
      await signInAs(page, 'ben');
      await page.getByRole('heading', { name: 'Gallery' }).waitFor();
      expect(pathOf(page)).toBe('/gallery?q=fox');

      await page.getByRole('link', { name: 'Studio' }).click();
      await choose(page, [SHOWN]);
      const address = await draw(page, 'a fox of one');
      await runEnds(page);
      await picturesShown(page, 1);
      await page.reload();
      await picturesShown(page, 1);
      expect(page.url()).toBe(address);
      const account = await settingsOf(page);
      await account.getByText('Signed in as ben@example.org').waitFor();
      await account.getByText(/^Runs today: 1, and \d+ left/).waitFor();
      const stored = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
      expect(String(stored)).not.toMatch(/eyJ/);
      expect(faults).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'nobody sees the private run of somebody else, also not in the same browser later',
    async () => {
      const ben = await member('ben');
      await choose(ben.page, [SHOWN]);
      const address = await draw(ben.page, 'only for ben');
      await runEnds(ben.page);
      const cyd = await member('cyd');
      await cyd.page.goto(address);
      await cyd.page.getByRole('heading', { name: 'This run is not here' }).waitFor();

      await signOutOf(ben.page);
      await isAsked(ben.page);
      await signInAs(ben.page, 'cyd');
      await isIn(ben.page);
      expect(await promptOf(ben.page).inputValue()).toBe('');
      await ben.page.goto(address);
      await ben.page.getByRole('heading', { name: 'This run is not here' }).waitFor();
      expect([...ben.visitor.faults, ...cyd.visitor.faults]).toEqual([]);
      await ben.visitor.context.close();
      await cyd.visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'a run is its person’s on another device as well, and an admin’s',
    async () => {
      const ben = await member('ben');
      await choose(ben.page, [SHOWN]);
      const address = await draw(ben.page, 'on two devices');
      await runEnds(ben.page);
      const elsewhere = await member('ben');
      await elsewhere.page.goto(`${closed.stack.url}/gallery?mine=1`);
      await elsewhere.page.getByText('on two devices').first().waitFor();
      await elsewhere.page.goto(address);
      await elsewhere.page.getByRole('button', { name: 'Delete this run' }).waitFor();

      const ann = await member('ann');
      const account = await settingsOf(ann.page);
      await account.getByText('You are an administrator').waitFor();
      await account.getByText('What people have spent').click();
      const people = account.getByRole('region', { name: 'What people have spent' });
      const id = /see you as (\S+)\./;
      const own = async (page: Page) =>
        id.exec((await (await settingsOf(page)).getByText(id).textContent()) ?? '')?.[1] ?? '';
      await people.getByRole('row', { name: await own(ben.page) }).waitFor();
      expect(await ben.page.getByText('What people have spent').count()).toBe(0);
      await ann.page.goto(address);
      await ann.page.getByRole('button', { name: 'Delete this run' }).click();
      await ann.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await ann.page.getByText('The run has been deleted.').waitFor();
      await elsewhere.page.reload();
      await elsewhere.page.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      for (const { visitor } of [ben, elsewhere, ann]) {
        expect(visitor.faults).toEqual([]);
        await visitor.context.close();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'a key that is made in the settings acts for its person',
    async () => {
      const { visitor, page } = await member('cyd');
      const account = await settingsOf(page);
      await account.getByText('Keys for programs', { exact: true }).click();
      await account.getByRole('textbox', { name: 'Name of a new key' }).fill('a program');
      await account.getByRole('button', { name: 'Make a key' }).click();
      const key = await account.locator('code').textContent();
      const ask = (bearer: string) =>
        fetch(`${closed.stack.url}/me`, { headers: { authorization: `Bearer ${bearer}` } });
      expect(key).toMatch(/^pp_/);
      expect((await ask(key ?? '')).status).toBe(200);
      expect((await ask(`${key}x`)).status).toBe(401);
      await account.getByRole('button', { name: 'Done' }).click();
      await account.getByRole('button', { name: 'Revoke the key “a program”' }).click();
      await account.getByRole('button', { name: 'Really revoke?' }).click();
      await account.getByText('You have no keys.').waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'everything of a person is taken away and deleted from any device, and they are still signed in',
    async () => {
      const { visitor, page } = await member('cyd');
      await choose(page, [SHOWN]);
      const address = await draw(page, 'a fox to take away');
      await runEnds(page);
      const elsewhere = await member('cyd');
      await settingsOf(elsewhere.page);
      const settings = elsewhere.page.getByRole('dialog');
      const [download] = await Promise.all([
        elsewhere.page.waitForEvent('download'),
        settings.getByRole('button', { name: 'Download everything' }).click(),
      ]);
      const names = Object.keys(unzipSync(await readFile(await download.path())));
      const jobId = address.split('/').at(-1);
      expect(names).toContain('everything.json');
      expect(names.some((name) => name.startsWith(`pictures/${jobId}/1-`))).toBe(true);
      await settings.getByRole('button', { name: 'Delete everything I made' }).click();
      await settings.getByRole('button', { name: 'Delete everything now' }).click();
      await settings.getByText(/^\d+ runs? (is|are) deleted/).waitFor();
      await page.goto(address);
      await page.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      await elsewhere.page.reload();
      await isIn(elsewhere.page);
      for (const { faults, context } of [visitor, elsewhere.visitor]) {
        expect(faults.filter((fault) => !/status of 410/.test(fault))).toEqual([]);
        await context.close();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'signing out reaches every tab, and leaves nothing of the person in the browser',
    async () => {
      const { visitor, page } = await member('ben');
      const other = await visitor.open('/gallery');
      await other.getByRole('heading', { name: 'Gallery' }).waitFor();
      await promptOf(page).fill('words of ben');
      await signOutOf(page);
      await isAsked(page);
      await isAsked(other);
      for (const tab of [page, other]) {
        const stored = await tab.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
        expect(String(stored)).not.toMatch(/words of ben|refreshToken|ben@example/);
      }
      // The issuer has forgotten them as well.
      await signInButton(page).click();
      await page.getByLabel('Name').waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'a run that is deleted while three models draw is gone, for its page and for good',
    async () => {
      const { visitor, page } = await member('ben');
      const address = await draw(page, 'gone at once');
      await tile(page, SHOWN).locator('img[data-shown]').first().waitFor();
      await page.getByRole('button', { name: 'Delete this run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('The run has been deleted.').waitFor();
      await page.goto(address);
      await page.getByRole('heading', { name: 'This run has been deleted' }).waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'a link shows a private run to somebody who has not signed in, and who is not asked to, until it is revoked',
    async () => {
      const { visitor, page } = await member('ben');
      await choose(page, [SHOWN]);
      const address = await draw(page, 'words that stay inside');
      await runEnds(page);
      const jobId = address.split('/').at(-1) ?? '';
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await page.getByRole('button', { name: 'Make a link' }).click();
      const link = await page.getByRole('textbox', { name: 'Address' }).inputValue();

      const stranger = await see();
      const shown = await stranger.open(link.slice(closed.stack.url.length));
      const picture = shown.getByRole('link', { name: `Picture by ${SHOWN}, full size` });
      await picture.waitFor();
      const image = (await picture.getAttribute('href')) ?? '';
      expect(image).toMatch(/\/images\/.*\?e=\d{10}&s=[\w-]{43}$/);
      expect((await fetch(image)).status).toBe(200);
      expect(await shown.content()).not.toContain(jobId);
      expect(await shown.content()).not.toContain('words that stay inside');
      expect(await shown.getByRole('button', { name: /Sign in|Delete/ }).count()).toBe(0);
      const { headers } = await fetch(link, { headers: { accept: 'text/html' } });
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
      // The link leads nowhere else.
      const inside = await stranger.open(address.slice(closed.stack.url.length));
      await isAsked(inside);

      await page.getByRole('button', { name: 'Revoke the link' }).click();
      await page.getByText(/The link is revoked/).waitFor();
      await shown.reload();
      await shown.getByRole('heading', { name: 'This link shows nothing any more' }).waitFor();
      expect((await fetch(image)).status).toBe(403);
      for (const each of [visitor, stranger]) {
        expect(each.faults).toEqual([]);
        await each.context.close();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'a request that is refused in the middle of the work is repeated with a new token',
    async () => {
      const { visitor, page } = await member('ben');
      const renewed = closed.issuer.grants.refresh_token ?? 0;
      const sent: string[] = [];
      await intercept(page, '**/generate', async (route) => {
        sent.push(route.request().headers().authorization ?? '');
        if (sent.length > 1) return route.continue();
        await route.fulfill({
          status: 401,
          json: { error: 'Expired.', code: 'SESSION_EXPIRED', requestId: 'r' },
        });
      });
      await choose(page, [SHOWN]);
      await draw(page, 'with a second token');
      await runEnds(page);
      expect(sent).toHaveLength(2);
      expect((closed.issuer.grants.refresh_token ?? 0) - renewed).toBe(1);
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'a session that ends in the middle of the work takes nothing that was typed or chosen',
    async () => {
      const { visitor, page } = await member('ben');
      await choose(page, [SHOWN]);
      await promptOf(page).fill('half a thought');
      closed.issuer.endSessions();
      await intercept(page, '**/generate', (route) =>
        route.fulfill({
          status: 401,
          json: { error: 'Expired.', code: 'SESSION_EXPIRED', requestId: 'r' },
        }),
      );
      await page.keyboard.press('Control+Enter');
      await page.getByText('Your session has ended.').waitFor();
      await page.unroute('**/generate');
      // The issuer still knows the person.
      await signInButton(page).click();
      await isIn(page);
      expect(await promptOf(page).inputValue()).toBe('half a thought');
      expect(await page.getByRole('checkbox', { name: new RegExp(`^${SHOWN} `) }).isChecked()).toBe(true);
      expect(await page.getByRole('checkbox', { checked: true, name: new RegExp(`^${SLOW} `) }).count()).toBe(
        0,
      );
      expect(visitor.faults.filter((fault) => !/400/.test(fault))).toEqual([]);
      await visitor.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'an issuer that is away is named, and nothing is lost until it is back',
    async () => {
      const { visitor, page } = await member('ben');
      await promptOf(page).fill('kept meanwhile');
      const stranger = await see();
      const asked = await stranger.open();
      await isAsked(asked);
      closed.issuer.goAway();
      try {
        await page.reload();
        await page.getByText('Signing in does not work at the moment.').waitFor();
        await signInButton(asked).click();
        await asked.getByText(/The sign-in service 127\.0\.0\.1:\d+ does not respond/).waitFor();
      } finally {
        closed.issuer.comeBack();
      }
      await isIn(page);
      expect(await promptOf(page).inputValue()).toBe('kept meanwhile');
      await signInAs(asked, 'cyd');
      await isIn(asked);
      const unexpected = [...visitor.faults, ...stranger.faults].filter(
        (fault) => !/ERR_EMPTY_RESPONSE|ERR_CONNECTION/.test(fault),
      );
      expect(unexpected).toEqual([]);
      await visitor.context.close();
      await stranger.context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'somebody who is not invited is told so, and can be somebody else',
    async () => {
      const { context, faults, open } = await see();
      const page = await open();
      await signInAs(page, 'eve');
      await page.getByText(/You are signed in as eve@example.org/).waitFor();
      await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await signInAs(page, 'ben');
      await isIn(page);
      expect(faults).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  it(
    'somebody whom the issuer refuses is told what it says, and can try again',
    async () => {
      const { context, faults, open } = await see();
      const page = await open('/gallery');
      await signInAs(page, 'nobody');
      await page.getByText('Nobody here has that name.').waitFor();
      expect(pathOf(page)).toBe('/gallery');
      await signInAs(page, 'ben');
      await page.getByRole('heading', { name: 'Gallery' }).waitFor();
      expect(faults).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  it('the sign-in screen, the account, its keys and what people have spent have nothing for axe to find, light and dark, from 320 to 1920 px', async () => {
    const { context, open } = await see();
    const page = await open();
    const { findings, check } = axeWalk(page);
    await isAsked(page);
    await check('sign in');
    await signInAs(page, 'eve');
    await page.getByText(/You are signed in as eve@example.org/).waitFor();
    await check('not invited');
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInAs(page, 'ann');
    await isIn(page);
    await choose(page, [SHOWN]);
    await draw(page, 'a run to be counted');
    await settingsOf(page);
    await page.getByText('Signed in as').waitFor();
    await page.getByText('What people have spent', { exact: true }).click();
    await page.getByRole('region', { name: 'What people have spent' }).waitFor();
    await page.getByText('Keys for programs', { exact: true }).click();
    await page.getByText('You have no keys.').waitFor();
    await page.getByRole('textbox', { name: 'It may spend, in US dollars a month' }).fill('-1');
    await page.getByText('Write an amount above 0').waitFor();
    await check('account');
    expect(findings).toEqual([]);
    await context.close();
  }, 300_000);
});

describe('While tokens end every few seconds', () => {
  const closed = closedStackOf([SHOWN], { tokenLifetimeS: 6 });

  it(
    'two tabs renew them together: each refresh token is spent once, and both go on',
    async () => {
      const { context, faults, open } = await closed.visit();
      const one = await open();
      await signInAs(one, 'ben');
      await promptOf(one).waitFor();
      const two = await open('/gallery');
      await two.getByRole('heading', { name: 'Gallery' }).waitFor();
      const renewals = () => closed.issuer.grants.refresh_token ?? 0;
      const before = renewals();
      for (const deadline = Date.now() + 60_000; renewals() < before + 4 && Date.now() < deadline; ) {
        await one.waitForTimeout(200);
      }
      expect(renewals()).toBeGreaterThanOrEqual(before + 4);
      expect(closed.issuer.refusals()).toBe(0);
      await choose(one, [SHOWN]);
      await draw(one, 'still here');
      await runEnds(one);
      await two.reload();
      await two.getByRole('heading', { name: 'Gallery' }).waitFor();
      expect(closed.issuer.refusals()).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );
});
