// Lighthouse on the built site as the local stack serves it, as a phone sees it: npm run test:lighthouse
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { STYLES, slots, startStack } from '../browser/support/stack.ts';

const CLI = join(import.meta.dirname, '../../node_modules/lighthouse/cli/index.js');
const RUNS = 3;
/** Least scores, out of 100. */
const WANTED = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof WANTED;
const CATEGORIES = Object.keys(WANTED) as Category[];

type Report = {
  runtimeError?: { message: string };
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
};

/** One run; Lighthouse's own defaults are a mid-range phone on a slow network. */
async function audit(url: string, file: string): Promise<Report> {
  await promisify(execFile)(
    process.execPath,
    [
      CLI,
      url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      '--no-enable-error-reporting',
    ],
    { env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? '/usr/bin/chromium' } },
  );
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  if (report.runtimeError) throw new Error(report.runtimeError.message);
  return report;
}

const scoreOf = (report: Report, category: Category) =>
  Math.round((report.categories[category].score ?? 0) * 100);

/** What took points, in words. */
function losses(report: Report, category: Category): string[] {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `    ${id}: ${report.audits[id]?.title} ${report.audits[id]?.displayValue ?? ''}`);
}

const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-lighthouse-'));
const stack = await startStack(slots(STYLES));
try {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    reports.push(await audit(stack.url, join(folder, `${run}.json`)));
  }
  for (const category of CATEGORIES) {
    const scores = reports.map((report) => scoreOf(report, category));
    const median = scores.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
    const enough = median >= WANTED[category];
    console.info(
      `${enough ? 'ok  ' : 'FAIL'}  ${category}: ${median} (of ${scores.join(', ')}; at least ${WANTED[category]})`,
    );
    if (enough) continue;
    process.exitCode = 1;
    for (const line of new Set(reports.flatMap((report) => losses(report, category)))) console.info(line);
  }
} finally {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
}
