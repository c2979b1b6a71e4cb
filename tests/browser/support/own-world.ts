import type { Browser } from 'playwright-core';
import { startVendors, type Vendors } from '../../../scripts/vendors/server.ts';
import { ownSlots } from '../../helpers/own-server.ts';
import { launchBrowser } from './browser.ts';
import { type Stack, startStack } from './stack.ts';

export interface OwnWorld {
  vendors: Vendors;
  stack: Stack;
  browser: Browser;
  stop(): Promise<void>;
}

/**
 * A browser, and a stack with so many slots that ask a server of this process: `Slot 1` and so on, for 2 cents each.
 * @param prices of slots that cost something else, or nobody knows what
 */
export async function startOwnWorld(
  count: number,
  prices: Readonly<Record<number, number | undefined>> = {},
  parameters: Record<string, string | number> = {},
): Promise<OwnWorld> {
  const vendors = await startVendors({ port: 0 });
  const stack = await startStack({
    ...ownSlots(vendors.url, count, prices),
    IPRateLimit: 10_000,
    GlobalRateLimit: 10_000,
    ...parameters,
  });
  const browser = await launchBrowser();
  return {
    vendors,
    stack,
    browser,
    async stop() {
      await browser.close();
      await stack.stop();
      await vendors.close();
    },
  };
}
