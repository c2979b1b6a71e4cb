import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StackFault } from './fault.ts';
import { onOrphaned } from './orphaned.ts';
import { startStack } from './stack.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PARAMETERS_FILE = 'parameters.json';
/** Set by Ctrl-C and other signals that end the process. */
const ending = new AbortController();

/** `npm start`: the settings come from the environment, stdout gets two lines, everything else goes to stderr. */
async function main() {
  endOnSignal();
  const stack = await startStack({
    port: portFrom('PORT', 3000),
    awsPort: portFrom('AWS_PORT', 4566),
    stateDir: process.env.STATE_DIR || join(ROOT, '.local'),
    templateFile: process.env.TEMPLATE_FILE || join(ROOT, 'template.yaml'),
    parametersFile: parametersFile(),
    scheduleMs: scheduleMs(),
    site: true,
    watch: true,
    signal: ending.signal,
  });
  process.stdout.write(`Pixel Prompt is ready: ${stack.url}\n`);
  process.stdout.write(`AWS endpoint: ${stack.awsUrl}\n`);
  await ended();
  await stack.stop();
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
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new StackFault(
    `${name}: "${text}" is not a port; write a number from 1 to 65535, such as ${name}=${fallback}.`,
  );
}

/** @throws StackFault */
function scheduleMs(): number | undefined {
  const text = process.env.SCHEDULE_SECONDS;
  if (!text) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text) * 1000;
  throw new StackFault(`SCHEDULE_SECONDS: "${text}" is not a number of seconds; write one, such as 60.`);
}

function endOnSignal() {
  const end = () => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  onOrphaned(end);
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    if (ending.signal.aborted) resolve();
    else ending.signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

try {
  await main();
} catch (error) {
  // Errors caused by the shutdown are not reported: Ctrl-C also reaches esbuild, whose end may be seen first.
  await sleep(50);
  if (!ending.signal.aborted) {
    const text =
      error instanceof StackFault ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Pixel Prompt cannot start.\n${text}\n`);
    process.exit(1);
  }
}
process.exit(0);
