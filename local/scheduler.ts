import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, REGION, STACK_NAME } from './template/resources.ts';
import type { Schedule } from './template/schedules.ts';

interface Options {
  schedules: readonly Schedule[];
  /** Instead of the interval of each schedule, for tests. */
  everyMs: number | undefined;
  /** Queues an asynchronous invocation. */
  accept(functionId: string, payload: string): Promise<unknown>;
  onProblem(text: string): void;
}

/** A laptop is often closed before a long interval is over, so the first invocation comes soon. */
const FIRST_AFTER_MS = 15_000;

/** Invokes functions at their rate, as EventBridge does. */
export function startScheduler({ schedules, everyMs, accept, onProblem }: Options): { stop(): void } {
  const timers = schedules.map((schedule) => {
    const interval = everyMs ?? schedule.everyMs;
    const fire = () => {
      accept(schedule.functionId, schedule.input ?? scheduledEvent(schedule)).catch((error: unknown) =>
        onProblem(`${schedule.functionId} could not be started by its schedule: ${String(error)}`),
      );
      timer = setTimeout(fire, interval);
    };
    let timer = setTimeout(fire, Math.min(interval, FIRST_AFTER_MS));
    return { stop: () => clearTimeout(timer) };
  });
  return {
    stop() {
      for (const timer of timers) timer.stop();
    },
  };
}

function scheduledEvent({ functionId, name }: Schedule): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT_ID,
    time: new Date().toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region: REGION,
    resources: [`arn:aws:events:${REGION}:${ACCOUNT_ID}:rule/${STACK_NAME}-${functionId}${name}`],
    detail: {},
  });
}
