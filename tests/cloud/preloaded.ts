import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tools } from './tools.ts';

const SCRIPT = join(import.meta.dirname, 'preloaded.py');
const START_MS = 60_000;

export interface Programs {
  /** Folders of `aws` and `sam`, as PATH has them. */
  path: string;
  aws: string;
  stop(): void;
}

/**
 * Loads the AWS CLI and the SAM CLI once, for all calls, and makes commands of them.
 *
 * In the environment of a call, AWS_ENDPOINT_URL is the emulator, and a call of `aws` fails that contains FAILING.
 */
export async function loadPrograms(tools: Tools, scratch: string): Promise<Programs> {
  const [aws, sam] = await Promise.all([load('aws', tools, scratch), load('sam', tools, scratch)]);
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  const write = (name: string, lines: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  write(
    'aws',
    `case "aws $*" in *"\${FAILING:-no such call}"*) echo 'Access Denied (by the rehearsal)' >&2; exit 1;; esac
# Versions before 2.13 do not know AWS_ENDPOINT_URL.
exec ${tools.aws === undefined ? aws.call : `'${tools.aws}'`} --endpoint-url "$AWS_ENDPOINT_URL" "$@"`,
  );
  write(
    'sam',
    `# Guided mode needs a terminal of its own.
case "$*" in *--guided*) exec '${join(tools.bin, 'sam')}' "$@";; esac
exec ${sam.call} "$@"`,
  );
  const stop = () => {
    for (const { child } of [aws, sam]) child.kill();
  };
  // Also when the rehearsal is interrupted.
  process.prependOnceListener('exit', stop);
  return { path: `${bin}:${tools.bin}`, aws: join(bin, 'aws'), stop };
}

/** Starts the process of which calls are forks. @returns what a shell has to run for a call, but for its arguments */
async function load(
  name: 'aws' | 'sam',
  { bin }: Tools,
  scratch: string,
): Promise<{ child: ChildProcess; call: string }> {
  const python = join(bin, 'python');
  const socket = join(scratch, `${name}.socket`);
  const logFile = join(scratch, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(python, [SCRIPT, 'serve', socket, name], { stdio: ['ignore', log, log] });
  for (const deadline = Date.now() + START_MS; !existsSync(socket); await sleep(50)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    child.kill();
    throw new Error(`${name} does not load; its log is ${logFile}.`);
  }
  // Without what Python imports for its users, a call begins in 20 ms.
  return { child, call: `'${python}' -S -E '${SCRIPT}' call '${socket}'` };
}
