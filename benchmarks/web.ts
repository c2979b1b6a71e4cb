import { existsSync } from 'node:fs';
import type { Browser, Page, Response } from 'playwright-core';
import {
  draw,
  launchBrowser,
  MOVING,
  openPage,
  picturesShown,
  runEnds,
} from '../tests/browser/support/browser.ts';
import { audit, CATEGORIES, scoreOf } from '../tests/lighthouse/audit.ts';
import { type Benchmark, type Figure, figure, measured, type Unit } from './lib/figure.ts';
import { startSite } from './lib/site.ts';

const ROUNDS = 3;
const MOST_JAVASCRIPT_KB = 120_000 / 1024;
const CHROMIUM = process.env.CHROME_PATH ?? '/usr/bin/chromium';

export const benchmark: Benchmark = {
  about:
    'what a browser loads to the first prompt and through a run of 9 demonstration models; one run of Lighthouse',
  run,
};

async function run(): Promise<Figure[]> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} does not exist; set CHROME_PATH to a Chromium.`);
  const site = await startSite(9);
  const browser = await launchBrowser();
  try {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneVisit(browser, site.url));
    const over = (name: string, unit: Unit, pick: (round: Round) => number, limit?: Figure['limit']) =>
      measured(name, unit, rounds.map(pick), limit);
    const report = await audit(site.url);
    return [
      over('JavaScript to first prompt, gzip', 'KB', ({ first }) => first.script, {
        max: MOST_JAVASCRIPT_KB,
      }),
      over('CSS to first prompt, gzip', 'KB', ({ first }) => first.stylesheet),
      over('requests to first prompt', 'requests', ({ first }) => first.requests),
      over('bytes to first prompt', 'KB', ({ first }) => first.all),
      over('first prompt after', 'ms', ({ promptMs }) => promptMs),
      over('JavaScript fetched ahead when idle, gzip', 'KB', ({ ahead }) => ahead.script),
      over('requests of a run of 9', 'requests', (round) => round.run.requests),
      over('bytes of a run of 9 without pictures', 'KB', (round) => round.run.all - round.run.image),
      over('pictures of a run of 9', 'KB', (round) => round.run.image),
      over('picture stored to picture painted', 'ms', ({ paintMs }) => paintMs),
      ...CATEGORIES.map((category) =>
        figure(`Lighthouse, phone: ${category}`, 'score', scoreOf(report, category)),
      ),
    ];
  } finally {
    await browser.close();
    await site.stop();
  }
}

interface Round {
  first: Traffic;
  /** What the page fetches afterwards for later, while nobody waits. */
  ahead: Traffic;
  run: Traffic;
  promptMs: number;
  /** Median over the pictures. */
  paintMs: number;
}

/** A first visit: the page, a prompt, a run to its end. */
async function oneVisit(browser: Browser, url: string): Promise<Round> {
  const opened = performance.now();
  const page = await openPage(browser, 'about:blank', MOVING);
  const first = countTraffic(page);
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  const promptMs = performance.now() - opened;
  const firstTraffic = await first();
  const later = countTraffic(page);
  await page.waitForLoadState('networkidle');
  const ahead = await later();
  const during = countTraffic(page);
  const address = await draw(page, 'A red fox in snow, seen from above');
  await runEnds(page);
  await picturesShown(page, 9);
  const runTraffic = await during();
  const paintMs = await storedToPainted(page, `${url}/status/${address.split('/').at(-1)}`);
  await page.context().close();
  return { first: firstTraffic, ahead, run: runTraffic, promptMs, paintMs };
}

interface Traffic {
  requests: number;
  /** KB over the wire, by kind. */
  all: number;
  script: number;
  stylesheet: number;
  image: number;
}

/** Counts from now until the returned function is called. */
function countTraffic(page: Page): () => Promise<Traffic> {
  const responses: Response[] = [];
  const keep = (response: Response) => responses.push(response);
  page.on('response', keep);
  return async () => {
    page.off('response', keep);
    const traffic: Traffic = { requests: 0, all: 0, script: 0, stylesheet: 0, image: 0 };
    for (const response of responses) {
      const sizes = await response.request().sizes();
      const size = Math.max(0, sizes.responseBodySize) / 1024;
      const kind = response.request().resourceType();
      traffic.requests += 1;
      traffic.all += size;
      if (kind === 'script' || kind === 'stylesheet' || kind === 'image') traffic[kind] += size;
    }
    return traffic;
  };
}

/** From the time in a model's result to the end of loading its picture. */
async function storedToPainted(page: Page, statusUrl: string): Promise<number> {
  const loaded = (await page.evaluate(`performance.getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/images/'))
    .map((entry) => [entry.name, performance.timeOrigin + entry.responseEnd])`)) as [string, number][];
  const status = (await (await fetch(statusUrl)).json()) as {
    results: { completedAt?: string; imageUrl?: string; thumbnailUrl?: string }[];
  };
  const waits = status.results.flatMap(({ completedAt, imageUrl, thumbnailUrl }) => {
    const times = loaded.filter(([name]) => name === imageUrl || name === thumbnailUrl).map(([, end]) => end);
    return completedAt === undefined || times.length === 0
      ? []
      : [Math.min(...times) - Date.parse(completedAt)];
  });
  return waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? Number.NaN;
}
