import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedModules } from '../../tools/installed.ts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Report {
  runtimeError?: { message: string };
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}

/** Chromium loses a trace now and then, and Lighthouse asks to be run again. */
const ATTEMPTS = 3;

/**
 * One run on a page; Lighthouse's own defaults are a mid-range phone on a slow network.
 * @throws when the page could not be audited in three attempts
 */
export async function audit(url: string): Promise<Report> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await auditOnce(url);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      console.warn(`Lighthouse could not audit the page, once more: ${error}`);
    }
  }
}

async function auditOnce(url: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-lighthouse-'));
  const file = join(folder, 'report.json');
  try {
    await promisify(execFile)(
      process.execPath,
      [
        join(installedModules('lighthouse'), 'lighthouse/cli/index.js'),
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
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Out of 100. */
export const scoreOf = (report: Report, category: Category) =>
  Math.round((report.categories[category].score ?? 0) * 100);
