import type { WorkerEvent } from '../../src/contract/index.ts';
import { ProviderError } from '../../src/errors.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { safeText } from '../../src/lib/safe-text.ts';
import type { GeneratedImage } from '../../src/providers/types.ts';
import { input, jobWorld, slot } from './job-world.ts';
import { type Faults, noFaults } from './store-faults.ts';
import { PNG, workerOver } from './worker-world.ts';

export const MINUTE_MS = 60_000;

type Reply = Partial<GeneratedImage> | ProviderError;
export const promptRefused = () =>
  new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false });

/** A stack with workers, some of which are killed, and a sweeper; its vendors reply by model. */
export function sweptStack(replies: Record<string, Reply> = {}, slots = [slot(1), slot(2)]) {
  const world = jobWorld({ slots });
  const calls: string[] = [];
  const work = (event: WorkerEvent, faults: Faults = noFaults(), clock: Clock = world.clock) => {
    const modelOf = async ({ id }: { id: string }) => ({
      plan: () => ({
        sent: { seed: 7 },
        warnings: [],
        async run() {
          calls.push(id);
          const reply = replies[id] ?? {};
          if (reply instanceof ProviderError) throw reply;
          return { bytes: PNG, ...reply };
        },
      }),
    });
    return workerOver(world, { modelOf, clock }, faults)(event, { requestId: 'r', remainingMs: 300_000 });
  };
  /** A worker that is killed at its store call of this number: from then on it does nothing any more. */
  const kill = async (event: WorkerEvent | undefined, call: number, at = diesAt(call)) => {
    if (event === undefined) throw new Error('There is no event.');
    const clock = { now: world.clock.now, sleep: () => never };
    const dying = work(event, at, clock).catch(() => undefined);
    await Promise.race([dying, turns(200)]);
  };
  /** Delivers the events that were dispatched since the last time. */
  const deliver = async () => {
    for (const event of world.dispatched.splice(0)) await work(event);
  };
  const later = async (milliseconds: number) => {
    world.clock.advance(milliseconds);
    await world.sweep();
    await deliver();
  };
  const start = async () => (await world.container()(input())).response.jobId;
  const resultOf = (jobId: string, modelId: string) => world.results.read(jobId, modelId);
  return { ...world, calls, work, kill, deliver, later, start, resultOf };
}

/** From the call of this number on, no store does anything: the process was killed. */
export const diesAt = (call: number): Faults => ({
  calls: 0,
  plan: (now) => (now >= call ? 'before' : undefined),
});

/** For what a killed process waits for. */
export const never = new Promise<never>(() => undefined);
export const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
