import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { apiChecks, fullChecks } from './health-check/api-checks.ts';
import { runChecks } from './health-check/check.ts';
import { logChecks } from './health-check/log-checks.ts';
import { closedness, pictureChecks } from './health-check/picture-checks.ts';
import { siteChecks } from './health-check/site-checks.ts';

const USAGE = `Usage: node scripts/health-check.ts --api URL [options]

  --site URL       also check the page, its deep links, its headers, and that nothing private is served
  --index FILE     the page that the site has to serve, byte for byte
  --stack NAME     also look for errors in the logs of the last 15 minutes (needs aws and credentials)
  --full           also draw one picture with the cheapest model and rewrite one prompt (costs cents);
                   not where people have to sign in
  --wait SECONDS   how long a check may take to come true, default 60
  --summary FILE   append the result as Markdown, for example to $GITHUB_STEP_SUMMARY

Ends with 0 when everything holds, with 1 when something does not, with 2 when called wrongly.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      api: { type: 'string' },
      site: { type: 'string' },
      index: { type: 'string' },
      stack: { type: 'string' },
      full: { type: 'boolean', default: false },
      wait: { type: 'string', default: '60' },
      summary: { type: 'string' },
    },
  });
  const waitSeconds = Number(values.wait);
  if (values.api === undefined || !URL.canParse(values.api) || !(waitSeconds >= 0)) {
    console.error(USAGE);
    return 2;
  }
  const api = values.api.replace(/\/+$/, '');
  const site = values.site?.replace(/\/+$/, '');
  const isClosed = closedness(api);
  const checks = [
    ...apiChecks(api, isClosed),
    ...(site ? [...siteChecks(site, values.index), ...pictureChecks(site, isClosed)] : []),
    ...(values.full ? fullChecks(api, isClosed) : []),
    // Last, to see what the other checks left in the logs.
    ...(values.stack ? logChecks(values.stack) : []),
  ];
  const results = await runChecks(checks, waitSeconds * 1000);
  for (const { name, problem, note } of results) {
    console.log(
      problem === undefined ? `ok    ${name}${note ? ` (${note})` : ''}` : `FAIL  ${name}: ${problem}`,
    );
  }
  const failed = results.filter(({ problem }) => problem !== undefined).length;
  console.log(
    failed === 0 ? `All ${results.length} checks hold.` : `${failed} of ${results.length} checks failed.`,
  );
  if (values.summary) {
    const rows = results.map(
      ({ name, problem }) => `| ${name} | ${problem === undefined ? '✅' : `❌ ${problem}`} |`,
    );
    appendFileSync(
      values.summary,
      `### Health of ${api}\n\n| check | result |\n| --- | --- |\n${rows.join('\n')}\n\n`,
    );
  }
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}
