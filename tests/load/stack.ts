import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OwnedStack } from '../faults/ending.ts';

/** Slots of the stack, and what a picture costs. */
export const MODELS = 2;
export const PRICE_USD = 0.02;

export interface LoadedStack extends OwnedStack {
  url: string;
  stop(): Promise<void>;
}

/**
 * The stack and its vendors in a separate process, so that measuring does not slow down what is measured.
 * @param runsPerAddress what one address may start
 * @param patienceMs after how long the gateway gives a request up, if not after 30 s
 */
export async function startLoadedStack(runsPerAddress: number, patienceMs?: number): Promise<LoadedStack> {
  const program = fileURLToPath(new URL('./stack-process.ts', import.meta.url));
  const settings = [runsPerAddress, patienceMs].filter((setting) => setting !== undefined);
  const child = fork(program, settings.map(String), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [served] = (await once(child, 'message')) as [OwnedStack & { url: string }];
  return {
    ...served,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
