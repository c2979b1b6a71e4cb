import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StackNews, StackOrder } from './stack-process.ts';

export type ReadyStack = Extract<StackNews, { kind: 'ready' }>;

/** A stack in a process of its own. */
export interface MortalStack {
  ready: ReadyStack;
  /** Resolves when the process is gone, however. */
  gone: Promise<unknown>;
  isAlive(): boolean;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** @throws Error with the sentence of a stack that could not start; `died` in its place if it was killed on the way */
export async function startMortalStack(order: StackOrder, log: (text: string) => void): Promise<MortalStack> {
  const child = fork(fileURLToPath(new URL('./stack-process.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (data: Buffer) => log(String(data)));
  const gone = once(child, 'exit');
  child.send(order);
  const news = await Promise.race([
    once(child, 'message').then(([message]) => message as StackNews),
    gone.then((): StackNews => ({ kind: 'failed', text: 'died' })),
  ]);
  if (news.kind === 'failed') {
    await gone;
    throw new Error(news.text);
  }
  return { ready: news, gone, isAlive: () => isAlive(child), kill: () => killed(child, gone) };
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function killed(child: ChildProcess, gone: Promise<unknown>) {
  child.kill('SIGKILL');
  await gone;
}
