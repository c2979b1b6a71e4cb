import type { JobModel, ResultDocument } from '../../src/store/documents.ts';
import { microDollars } from '../../src/store/table-keys.ts';
import type { Records } from './records.ts';
import type { Seen } from './users.ts';
import { isWhileStopping, type World } from './world.ts';

/** How long a response may take to arrive. */
const ANSWER_MS = 1000;

/** A part of a budget counter's value, in micro-dollars. */
interface Part {
  cases: number;
  low: number;
  high: number;
}

export interface Spending {
  /** Paid, by the results. */
  settled: Part;
  /** Held for results whose outcome is unknown. */
  unknown: Part;
  /** Claimed by a worker that died: its outcome is unknown, and so is what it had settled before. */
  died: Part;
  /** Reserved for attempts that no worker ever claimed: nothing releases it. */
  untaken: Part;
  /** Requests to generate that a restart cut off between admission and refund. */
  cutOff: Part;
  /** Additions whose response was lost and which the SDK repeated. */
  countedTwice: Part;
}

/** The bounds of a day's or a month's spend counter, part by part. */
export function expectedSpending(
  { jobs, claims, results }: Records,
  { killed, weather, stops }: Pick<World, 'killed' | 'weather' | 'stops'>,
  { jobs: answered, cutOff, serverErrors }: Seen,
  isCounter: (key: string) => boolean,
): Spending {
  const spending: Spending = {
    settled: none(),
    unknown: none(),
    died: none(),
    untaken: none(),
    cutOff: none(),
    countedTwice: none(),
  };
  const known = new Set(answered.values());
  const dearest = dearestByModel([...results.values()]);
  let largestJob = 0;
  for (const job of jobs) {
    const total = job.models.reduce((sum, model) => sum + microDollars(model.reservedUsd), 0);
    largestJob = Math.max(largestJob, total);
    for (const model of job.models) {
      const key = `${job.jobId} ${model.id}`;
      const reserved = microDollars(model.reservedUsd);
      const result = results.get(key);
      if (result !== undefined) addResult(spending, model, result, killed.get(key) ?? 0);
      else if (claims.has(key)) add(spending.died, 0, Math.max(reserved, dearest.get(model.id) ?? 0));
      // If this job was in no response, its admission may have been refunded.
      else add(spending.untaken, known.has(job.jobId) ? reserved : 0, reserved);
    }
  }
  const unanswered = serverErrors.filter((at) => isWhileStopping(stops, at - ANSWER_MS, at));
  for (const _ of [...cutOff, ...unanswered]) add(spending.cutOff, 0, largestJob);
  for (const [key, amounts] of weather.countedTwice) {
    if (isCounter(key)) for (const amount of amounts) add(spending.countedTwice, 0, amount);
  }
  return spending;
}

export function bounds(spending: Spending): { low: number; high: number } {
  const parts = Object.values(spending);
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  return { low: sum(({ low }) => low), high: sum(({ high }) => high) };
}

function addResult(spending: Spending, model: JobModel, result: ResultDocument, killedAt: number): void {
  const reserved = microDollars(model.reservedUsd);
  const isFree = result.status === 'failed' && result.error.billed === 'no';
  const cost = isFree ? 0 : result.costUsd === undefined ? undefined : microDollars(result.costUsd);
  if (cost === undefined) add(spending.unknown, reserved, reserved);
  // A worker that dies late may have stored the result before its settlement arrived.
  else if (Date.parse(result.completedAt ?? '') <= killedAt)
    add(spending.died, Math.min(cost, reserved), Math.max(cost, reserved));
  else add(spending.settled, cost, cost);
}

function dearestByModel(results: readonly ResultDocument[]): Map<string, number> {
  const dearest = new Map<string, number>();
  for (const { modelId, costUsd = 0 } of results) {
    dearest.set(modelId, Math.max(dearest.get(modelId) ?? 0, microDollars(costUsd)));
  }
  return dearest;
}

const none = (): Part => ({ cases: 0, low: 0, high: 0 });

function add(part: Part, low: number, high: number): void {
  part.cases += 1;
  part.low += low;
  part.high += high;
}
