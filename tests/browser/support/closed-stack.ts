import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CLIENT_ID, startTestIssuer, type TestIssuer } from '../../helpers/test-issuer.ts';
import { DESKTOP, isOfPage, launchBrowser } from './browser.ts';
import { freePort, type Stack, slots, startStack } from './stack.ts';

export type ClosedStack = { stack: Stack; issuer: TestIssuer; stop(): Promise<void> };

/** The stack for people of an issuer on this machine: members are in `pictures`, admins in `pictures-admin`. */
async function startClosedStack(
  models: readonly string[],
  options: { tokenLifetimeS?: number } = {},
): Promise<ClosedStack> {
  const port = await freePort();
  const stack = await startStack(
    slots(models, {
      Access: 'issuer',
      SignIn: JSON.stringify({
        issuer: `http://127.0.0.1:${port}`,
        clientId: CLIENT_ID,
        roleClaim: 'groups',
        memberValues: ['pictures'],
        adminValues: ['pictures-admin'],
      }),
    }),
  );
  const issuer = await startTestIssuer({ site: stack.url, port, ...options });
  return {
    stack,
    issuer,
    async stop() {
      await issuer.stop();
      await stack.stop();
    },
  };
}

/** A closed stack and a browser for the tests of one suite. */
export function closedStackOf(
  models: readonly string[],
  options?: { tokenLifetimeS?: number },
): Omit<ClosedStack, 'stop'> & { visit(): Promise<Visitor> } {
  let closed: ClosedStack;
  let browser: Browser;
  beforeAll(async () => {
    closed = await startClosedStack(models, options);
    browser = await launchBrowser();
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await closed?.stop();
  });
  return {
    get stack() {
      return closed.stack;
    },
    get issuer() {
      return closed.issuer;
    },
    visit: () => visit(browser, closed.stack.url),
  };
}

export type Visitor = {
  context: BrowserContext;
  /** What went wrong in any page of this person's browser: exceptions, violated policies, other console errors. */
  faults: string[];
  open(path?: string): Promise<Page>;
};

/** Refused requests, which the browser reports by itself: being asked to sign in begins with one. */
const EXPECTED = /Failed to load resource: the server responded with a status of (401|403|404|410)/;

/** A browser of one person, with any number of tabs. */
async function visit(browser: Browser, url: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' });
  context.setDefaultTimeout(45_000);
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(`exception: ${error.error().message}`));
  context.on('console', (message) => {
    const text = message.text();
    const isOurs = message.location().url.startsWith(url) || /policy/i.test(text);
    if (message.type() === 'error' && isOurs && isOfPage(text) && !EXPECTED.test(text))
      faults.push(`console: ${text}`);
  });
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    console.error('Content security policy: ' + event.violatedDirective + ' ' + event.blockedURI))`);
  return {
    context,
    faults,
    async open(path = '/') {
      const page = await context.newPage();
      await page.goto(url + path);
      return page;
    },
  };
}

export const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

/** From the page's sign-in screen through the issuer's page and back. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await signInButton(page).click();
  await page.getByLabel('Name').fill(name);
  await signInButton(page).click();
}

export const promptOf = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });

export async function settingsOf(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  return page.getByRole('dialog');
}

/** By the settings, and the issuer's own page. */
export async function signOutOf(page: Page): Promise<void> {
  await (await settingsOf(page)).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign out' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
}
