import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  stop(): Promise<void>;
}

/** Starts a program and waits until it serves. Its output goes to a file. @throws Error when it ends or takes too long */
export async function startServer(options: {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  logFile: string;
  isReady: () => Promise<boolean>;
  patienceMs: number;
}): Promise<Program> {
  const { command, args, env, logFile, isReady } = options;
  const log = createWriteStream(logFile);
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  const deadline = Date.now() + options.patienceMs;
  while (!(await isReady())) {
    if (ended || Date.now() > deadline) {
      await stop(child);
      throw new Error(`${command} ${args.slice(0, 2).join(' ')} did not start; see ${logFile}`);
    }
    await sleep(200);
  }
  return { stop: () => stop(child) };
}

/** Interrupts, so that `sam local` removes its containers, and ends it after ten seconds. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

/** Whether something listens there. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/** A port that nobody uses at this moment. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
