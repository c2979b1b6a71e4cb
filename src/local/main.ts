import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackFault } from './fault.ts';
import { type Stack, startStack } from './stack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PARAMETERS_FILE = 'parameters.json';

/** `npm start`: the settings come from the environment, stdout gets two lines, everything else goes to stderr. */
async function main() {
  const starting = startStack({
    port: portFrom('PORT', 3000),
    awsPort: portFrom('AWS_PORT', 4566),
    stateDir: process.env.STATE_DIR || join(ROOT, '.local'),
    templateFile: process.env.TEMPLATE_FILE || join(ROOT, 'template.yaml'),
    parametersFile: parametersFile(),
    site: true,
    watch: true,
  });
  stopOnSignal(starting);
  const stack = await starting;
  process.stdout.write(`Pixel Prompt is ready: ${stack.url}\n`);
  process.stdout.write(`AWS endpoint: ${stack.awsUrl}\n`);
}

/** A file that was named must exist; the usual one may be missing. */
function parametersFile(): string | undefined {
  if (process.env.PARAMETERS_FILE) return process.env.PARAMETERS_FILE;
  const usual = join(ROOT, PARAMETERS_FILE);
  return existsSync(usual) ? usual : undefined;
}

function portFrom(name: string, fallback: number): number {
  const text = process.env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StackFault(
    `${name}: "${text}" is no port; write a number from 1 to 65535, such as ${name}=${fallback}.`,
  );
}

function stopOnSignal(starting: Promise<Stack>) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

try {
  await main();
} catch (error) {
  const text =
    error instanceof StackFault ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Pixel Prompt cannot start.\n${text}\n`);
  process.exit(1);
}
