import type { AwsCall, Disturbance } from '../../local/aws-endpoint.ts';
import type { WorkerEvent } from '../../src/contract/index.ts';
import { pause } from './models.ts';
import type { Random } from './random.ts';

/** How often a call to AWS fails. */
const REFUSED = 0.04;
const LOST = 0.03;
const DELAYED = 0.1;
/** How often a worker's call is the moment at which all busy workers are killed. */
const DEADLY = 0.0004;

export const WORKERS = ['WorkerFunction', 'LargeWorkerFunction'];

export interface Weather {
  disturb: (call: AwsCall) => Promise<Disturbance>;
  counts: { calls: number; refused: number; lost: number; delayed: number };
  /** Every event that generate sent, for those who deliver them again. */
  events: WorkerEvent[];
  /** Switches the faults off for the end, when everything is read. */
  calm(): void;
}

/** Faults for calls to S3, DynamoDB, Lambda and Secrets Manager, by the seed. */
export function stormyWeather(random: Random, kill: () => void): Weather {
  const counts = { calls: 0, refused: 0, lost: 0, delayed: 0 };
  const events: WorkerEvent[] = [];
  let isCalm = false;

  return {
    counts,
    events,
    calm() {
      isCalm = true;
    },
    async disturb(call) {
      if (isCalm || call.caller.kind !== 'function') return undefined;
      counts.calls += 1;
      const event = call.service === 'lambda' ? (call.input as unknown as WorkerEvent) : undefined;
      if (event !== undefined) events.push(event);
      const dice = random();
      if (WORKERS.includes(call.caller.logicalId) && random() < DEADLY) kill();
      if (dice < REFUSED) {
        counts.refused += 1;
        return 'refuse';
      }
      if (dice < REFUSED + LOST) {
        counts.lost += 1;
        return 'lose';
      }
      if (dice < REFUSED + LOST + DELAYED) {
        counts.delayed += 1;
        await pause(random, 5, 250);
      }
      return undefined;
    },
  };
}
