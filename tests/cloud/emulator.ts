import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../scripts/deploy/run.ts';
import type { Tools } from './tools.ts';

export const REGION = 'us-west-2';
const ACCOUNT = '123456789012';
const START_MS = 60_000;
const SCRIPT = join(import.meta.dirname, 'emulator.py');

export interface Emulator {
  url: string;
  /** What a program needs to take it for AWS. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts the emulator on loopback, with IAM enforced. Its state is gone when it stops. */
export async function startEmulator({ emulatorPython }: Tools, scratch: string): Promise<Emulator> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const temporary = join(scratch, 'emulator');
  mkdirSync(temporary);
  const log = openSync(join(scratch, 'emulator.log'), 'a');
  const child = spawn(emulatorPython, [SCRIPT], {
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      HOME: temporary,
      TMPDIR: temporary,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      // So that it answers to the addresses that the template makes.
      MINISTACK_HOST: `${REGION}.amazonaws.com`,
      MINISTACK_REGION: REGION,
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      LAMBDA_EXECUTOR: 'local',
      AUTH: 'true',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
  });
  // Also when the rehearsal is interrupted.
  process.prependOnceListener('exit', () => child.kill());
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
  };
  for (const deadline = Date.now() + START_MS; ; await sleep(250)) {
    if (await isHealthy(url)) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The emulator did not start; its log is ${join(scratch, 'emulator.log')}.`);
    }
  }
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      // A key that is a number of an account makes whoever holds it that account's root.
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'loopback.mjs')}`,
    },
    stop,
  };
}

/** What the emulator cannot prove, as emulator.py says it. */
export async function readLimits({ emulatorPython }: Tools): Promise<string[]> {
  const { stdout } = await run(emulatorPython, [SCRIPT, '--limits'], { capture: true });
  return stdout.trim().split('\n');
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_ministack/health`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
