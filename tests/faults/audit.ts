import { isDeepStrictEqual } from 'node:util';
import { drawPicture } from '../../scripts/vendors/picture.ts';
import type { LoggedRequest } from '../../scripts/vendors/server.ts';
import type { StatusResponse } from '../../src/contract/index.ts';
import type { ResultDocument } from '../../src/store/documents.ts';
import { expectedEnd } from '../helpers/expected-faults.ts';
import { isDelivered, type Limits, slotOf, tagOf } from './models.ts';
import type { Records } from './records.ts';
import { bounds, expectedSpending, type Spending } from './spending.ts';
import type { Seen } from './users.ts';
import { isWhileStopping, type World } from './world.ts';

interface Evidence {
  world: World;
  seen: Seen;
  limits: Limits;
  /** The final status of every job, by id. */
  ended: Map<string, StatusResponse>;
  counters: Map<string, number>;
  records: Records;
  duplicates: number;
}

export interface Audit {
  /** What is wrong, one sentence each. */
  violations: string[];
  figures: Record<string, number>;
  spending: Spending;
  /** Micro-dollars of the day: what is counted, and between what it has to be. */
  counted: { value: number; low: number; high: number };
}

/** Compares what the vendors saw, what is stored, what is counted and what users saw. */
export function audit(evidence: Evidence): Audit {
  const violations: string[] = [];
  const { world, seen, ended, records, counters, limits } = evidence;

  for (const [tag, jobId] of seen.jobs) {
    const job = ended.get(jobId);
    if (job === undefined) violations.push(`${tag}: its last status could not be read`);
    else if (job.status === 'pending' || job.status === 'in_progress') violations.push(`${tag} does not end`);
    else violations.push(...checkWords(tag, job, evidence));
  }
  violations.push(...checkCalls(evidence));
  violations.push(...checkStrayJobs(evidence));

  const spent = [...counters].filter(([key]) => key.startsWith('spend#'));
  const isDay = (key: string) => /^spend#\d{4}-\d\d-\d\d$/.test(key);
  const isMonth = (key: string) => /^spend#\d{4}-\d\d$/.test(key);
  const sums = [isDay, isMonth].map((isCounter) => {
    const spending = expectedSpending(records, world, seen, isCounter);
    const value = spent.reduce((sum, [key, count]) => sum + (isCounter(key) ? count : 0), 0);
    const { low, high } = bounds(spending);
    if (value < low || value > high) violations.push(`A budget says ${value}, not ${low} to ${high}.`);
    return { spending, counted: { value, low, high } };
  });

  for (const [key, value] of counters) {
    const limit = limitOf(key, limits);
    if (value > limit) violations.push(`${key} is ${value}, beyond its limit of ${limit}`);
  }
  const charged = records.jobs.filter((job) => [...seen.jobs.values()].includes(job.jobId)).length;
  if (charged > limits.perAddress) violations.push(`${charged} jobs against a limit of ${limits.perAddress}`);
  if (seen.refused === 0) violations.push('The limit was never reached, so nothing is known about it.');

  const [day] = sums;
  if (day === undefined) throw new Error('There is no budget.');
  return { violations, figures: figuresOf(evidence), ...day };
}

/** Compares what users saw, at the end and before, with what is stored. */
function checkWords(tag: string, job: StatusResponse, { seen, records, world }: Evidence): string[] {
  const violations: string[] = [];
  for (const result of job.results) {
    const key = `${job.jobId} ${result.modelId}`;
    const name = `${tag} ${result.modelId}`;
    const before = seen.finals.get(key);
    if (before !== undefined && !isDeepStrictEqual(before, result)) {
      violations.push(`${name}: was ${JSON.stringify(before)}, then ${JSON.stringify(result)}`);
    }
    if (records.results.has(key)) continue;
    const code = result.status === 'failed' ? result.error.code : result.status;
    const expected = records.claims.has(key) ? 'OUTCOME_UNKNOWN' : 'NOT_STARTED';
    if (code !== expected) violations.push(`${name}: ${code} by the clock instead of ${expected}`);
    const isExplained = world.killed.has(key) || (code === 'NOT_STARTED' && wasCutOff(key, job, world));
    if (!isExplained) violations.push(`${name}: ${code}, although its worker was not killed`);
  }
  const isShown = records.gallery.has(job.jobId);
  const pictures = job.results.filter(({ status }) => status === 'completed');
  if (
    pictures.length > 0 &&
    !isShown &&
    pictures.some(({ modelId }) => !world.killed.has(`${job.jobId} ${modelId}`))
  )
    violations.push(`${tag} has pictures and is not in the gallery`);
  return violations;
}

/**
 * Whether the stores went away while generate was between one worker and the next, so that this one's event never
 * reached Lambda, and that could not be written down either.
 */
function wasCutOff(key: string, { createdAt }: StatusResponse, { weather, stops }: World): boolean {
  const LONGEST_GENERATE_MS = 30_000;
  const created = Date.parse(createdAt);
  return isWhileStopping(stops, created, created + LONGEST_GENERATE_MS) && !weather.taken.has(key);
}

/** Compares what the vendors saw with the results, attempt by attempt. */
function checkCalls({ world, seen, records }: Evidence): string[] {
  const violations: string[] = [];
  const byModel = new Map<string, LoggedRequest[]>();
  for (const request of world.vendors.log()) {
    if (request.kind !== 'generate') continue;
    const key = `${tagOf(request.prompt)} ${slotOf(request)}`;
    byModel.set(key, [...(byModel.get(key) ?? []), request]);
  }
  for (const [tag, jobId] of seen.jobs) {
    const job = records.jobs.find((candidate) => candidate.jobId === jobId);
    for (const { id } of job?.models ?? []) {
      const slot = id.split('-')[0];
      const calls = byModel.get(`${tag} ${slot}`) ?? [];
      byModel.delete(`${tag} ${slot}`);
      const billable = calls.filter((call) => call.billable).length;
      if (billable > 1) violations.push(`${tag} ${id}: its vendor was called ${billable} times`);
      const key = `${jobId} ${id}`;
      const result = records.results.get(key);
      if (calls.length > 0 && !records.claims.has(key))
        violations.push(`${tag} ${id}: called without a claim`);
      if (result === undefined) continue;
      violations.push(...checkResult(result, calls, records).map((text) => `${tag} ${id}: ${text}`));
    }
  }
  for (const key of byModel.keys())
    violations.push(`${key}: its vendor was called for a job that nobody has`);
  return violations;
}

function checkResult(result: ResultDocument, calls: readonly LoggedRequest[], { images }: Records): string[] {
  const last = calls.at(-1);
  const delivered = calls.find(isDelivered);
  if (result.status === 'completed') {
    if (delivered === undefined) return ['a picture that no vendor delivered'];
    const image = images.get(result.imageKey);
    if (image === undefined) return ['its picture is not stored'];
    const { prompt, model } = delivered;
    const isSame = image.equals(drawPicture(result.width, result.height, prompt + model));
    return isSame ? [] : ['its picture is not the one that the vendor drew'];
  }
  const { code, billed } = result.error;
  if (delivered !== undefined) return [`its picture was delivered, and it says ${code}`];
  if (billed === 'no' && calls.some((call) => call.billable)) return [`${code} says free, and it was not`];
  if (last === undefined) return code === 'NOT_STARTED' ? [] : [`${code}, and its vendor was never called`];
  const expected = last.fault && expectedEnd(last.vendor, last.model, last.fault);
  const isExpected = expected?.code === code && expected.billed === billed;
  return isExpected ? [] : [`${code} (${billed}) after ${last.fault}`];
}

/** Jobs that were in no response: nothing of them may have been started. */
function checkStrayJobs({ seen, records }: Evidence): string[] {
  const known = new Set(seen.jobs.values());
  return records.jobs
    .filter(({ jobId }) => !known.has(jobId))
    .flatMap(({ jobId, models }) =>
      models
        .filter(({ id }) => {
          const result = records.results.get(`${jobId} ${id}`);
          return result !== undefined && !(result.status === 'failed' && result.error.code === 'NOT_STARTED');
        })
        .map(({ id }) => `${jobId} ${id} was drawn although nobody was told of the job`),
    );
}

function limitOf(key: string, { perAddress, perHour, budgetUsd }: Limits): number {
  if (key.startsWith('rate#ip#')) return perAddress;
  if (key.startsWith('rate#global#')) return perHour;
  if (/^spend#\d{4}-\d\d$/.test(key)) return budgetUsd * 2_000_000;
  return key.startsWith('spend#') ? budgetUsd * 1_000_000 : 1;
}

function figuresOf({ world, seen, records, duplicates }: Evidence): Record<string, number> {
  const { calls, refused, lost, delayed } = world.weather.counts;
  const results = [...records.results.values()];
  const requests = world.vendors.log().filter(({ kind }) => kind === 'generate');
  return {
    'jobs answered': seen.jobs.size,
    'runs refused by the limit': seen.refused,
    'models of these jobs': records.jobs.reduce((sum, job) => sum + job.models.length, 0),
    'vendor requests': requests.length,
    'of them billable': requests.filter(({ billable }) => billable).length,
    'of them with a fault': requests.filter(({ fault }) => fault !== undefined).length,
    'pictures stored': results.filter(({ status }) => status === 'completed').length,
    'failed results stored': results.filter(({ status }) => status === 'failed').length,
    'ended by the clock': records.jobs.reduce((sum, job) => sum + job.models.length, 0) - results.length,
    'AWS calls': calls,
    'AWS calls refused': refused,
    'AWS answers lost': lost,
    'AWS calls delayed': delayed,
    'kills of all busy workers': world.counts.kills,
    'workers killed': world.counts.killedWorkers,
    'events delivered again': duplicates,
    'restarts of the stack': world.counts.restarts,
    'requests cut off': seen.cutOff.length,
    '5xx answers that people repeated': seen.serverErrors.length,
  };
}
