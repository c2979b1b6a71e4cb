import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '../../local/stack.ts';
import { PYTHON_TOOLS } from '../../scripts/python-tools.ts';
import { startVendors } from '../../scripts/vendors/server.ts';
import { ownServer } from '../helpers/own-server.ts';
import { documentFor } from './document.ts';

const USAGE = `npm run test:fuzz [-- --examples 170] [-- --seed 1]

Requests made up from openapi.yaml by schemathesis, all of its checks on, against the
local stack: at least 1000 of them.
schemathesis is looked for in the folder of Python tools that .ci/run makes, then on the PATH.`;

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '170' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const FEWEST_REQUESTS = 1000;
const installed = join(PYTHON_TOOLS, 'schemathesis');
const schemathesis = existsSync(installed) ? installed : 'schemathesis';

const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-fuzz-'));
const vendors = await startVendors({ port: 0 });
const stack = await startStack({
  port: 0,
  awsPort: 0,
  stateDir: join(folder, 'state'),
  templateFile: 'template.yaml',
  parameters: {
    ...ownServer(vendors.url, 'sk-fuzz-0123456789'),
    GlobalRateLimit: 1_000_000,
    IPRateLimit: 1_000_000,
  },
  instances: { api: 3, events: 2 },
});

writeFileSync(join(folder, 'openapi.json'), JSON.stringify(documentFor(['1-mine'])));
// 422 is the answer to a valid request whose idempotency key was used for another one, which no document can say.
writeFileSync(
  join(folder, 'schemathesis.toml'),
  '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 422, 429, "5xx"]\n',
);

const fuzz = spawn(
  schemathesis,
  [
    ...['run', 'openapi.json', '--url', stack.url, '--checks', 'all'],
    ...[
      '--no-color',
      // One: two threads of Python 3.11 that parse at once end in a SystemError of the interpreter.
      '--workers',
      '1',
      '--seed',
      values.seed,
      '--max-examples',
      values.examples,
      '--suppress-health-check',
      'all',
    ],
  ],
  // It leaves a folder in its working directory.
  { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
);
let report = '';
fuzz.stdout.setEncoding('utf8').on('data', (text: string) => {
  report += text;
  process.stdout.write(text);
});
fuzz.once('error', () => console.error('schemathesis is not installed; .ci/run installs it.'));
const [status] = (await once(fuzz, 'close').catch(() => [127])) as [number];
await stack.stop();
await vendors.close();
rmSync(folder, { recursive: true, force: true });

const requests = Number(/(\d+) generated/.exec(report)?.[1] ?? 0);
console.log(`\n${requests} requests, seed ${values.seed}, exit ${status}`);
if (requests < FEWEST_REQUESTS) console.log(`That is less than ${FEWEST_REQUESTS}.`);
process.exit(status === 0 && requests >= FEWEST_REQUESTS ? 0 : 1);
