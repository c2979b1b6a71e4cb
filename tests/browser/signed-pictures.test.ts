import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { choose, draw, picturesShown, runEnds } from './support/browser.ts';
import { closedStackOf, promptOf, signInAs } from './support/closed-stack.ts';

const SHOWN = 'Demo Aurora';
const TIMEOUT_MS = 120_000;

describe('Pictures of a closed stack', () => {
  const closed = closedStackOf([SHOWN]);

  it(
    'come back by themselves after their addresses have ended, and are saved whole',
    async () => {
      const { context, faults, open } = await closed.visit();
      const page = await open();
      await signInAs(page, 'ben');
      await promptOf(page).waitFor();
      await choose(page, [SHOWN]);
      await draw(page, 'a fox that is seen twice');
      await runEnds(page);
      await picturesShown(page, 1);
      const shown = page.locator('article img');
      expect(await shown.getAttribute('src')).toMatch(/\/images\/.*\?e=\d{10}&s=[\w-]{43}$/);

      // As after a night: what the page has was good until an hour ago.
      let ended = 0;
      const past = Math.round(Date.now() / 1000) - 3600;
      await page.route('**/status/**', async (route) => {
        const response = await route.fetch();
        ended += 1;
        await route.fulfill({
          response,
          body: (await response.text()).replaceAll(/\?e=\d+/g, `?e=${past}`),
        });
      });
      await page.clock.install();
      await page.reload();
      await page.getByText('The picture could not be loaded').first().waitFor();
      expect(ended).toBeGreaterThan(0);
      await page.unroute('**/status/**');

      const zipped = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download all' }).click();
      const files = unzipSync(readFileSync(await (await zipped).path()));
      expect(Object.keys(files)).toHaveLength(2);
      await page.getByText('The download is ready.').waitFor();
      const sheet = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Contact sheet' }).click();
      expect((await sheet).suggestedFilename()).toMatch(/-sheet\.png$/);

      await page.clock.fastForward(61_000);
      await picturesShown(page, 1);

      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Download the picture of ${SHOWN}` }).click();
      expect((await saved).suggestedFilename()).toMatch(/\.(png|jpg|webp)$/);
      expect(faults).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );
});
