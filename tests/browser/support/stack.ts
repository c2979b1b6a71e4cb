import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerCredentials } from '../../../local/credentials.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY = /Pixel Prompt is ready: (http:\/\/\S+)/;
const START_MS = 180_000;

export type Stack = {
  url: string;
  /** What a client of its AWS services needs to act as their owner. */
  aws: { endpoint: string; region: string; credentials: ReturnType<typeof ownerCredentials> };
  stop(): Promise<void>;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with what it had stored. */
  restart(): Promise<void>;
};
type Parameters = Record<string, string | number>;

/** Parameters for slots with these names, one after the other. */
export function slots(names: readonly string[], more: Parameters = {}): Parameters {
  return {
    ModelCount: names.length,
    ...Object.fromEntries(names.map((name, index) => [`Model${index + 1}Name`, name])),
    PromptModelIndex: 1,
    IPRateLimit: 10_000,
    GlobalRateLimit: 10_000,
    ...more,
  };
}

export const STYLES = ['Demo Aurora', 'Demo Bauhaus', 'Demo Contour', 'Demo Nightfall'] as const;

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Starts the whole local stack in its own process and folder. */
export async function startStack(parameters: Parameters): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-browser-'));
  const parametersFile = join(folder, 'parameters.json');
  await writeFile(parametersFile, JSON.stringify({ Parameters: parameters }));
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(await freePort()),
    AWS_PORT: String(await freePort()),
    STATE_DIR: join(folder, 'state'),
    PARAMETERS_FILE: parametersFile,
  };
  let running = await launch(environment);
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    url: running.url,
    aws: {
      endpoint: `http://127.0.0.1:${environment.AWS_PORT}`,
      region: 'us-east-1',
      credentials: ownerCredentials(join(environment.STATE_DIR, 'credentials.json')),
    },
    async stop() {
      await end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    async restart() {
      running = await launch(environment);
    },
  };
}

/** Starts the process, and waits until it says that it is ready. */
async function launch(
  env: Record<string, string | undefined>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'local/main.ts')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The stack did not start:\n${output}`)), START_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = READY.exec(output)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The stack ended with ${code}:\n${output}`));
    });
  });
  return { child, url };
}
