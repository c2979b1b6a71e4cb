// Lighthouse on the built site as the local stack serves it, as a phone sees it: npm run test:lighthouse
import { STYLES, slots, startStack } from '../browser/support/stack.ts';
import { audit, CATEGORIES, type Category, type Report, scoreOf } from './audit.ts';

const RUNS = 3;
/** Least scores, out of 100. */
const WANTED: Record<Category, number> = {
  performance: 90,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};

/** What took points, in words. */
function losses(report: Report, category: Category): string[] {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `    ${id}: ${report.audits[id]?.title} ${report.audits[id]?.displayValue ?? ''}`);
}

const stack = await startStack(slots(STYLES));
try {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run += 1) reports.push(await audit(stack.url));
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
}
