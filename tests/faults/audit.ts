import { drawPicture } from '../../scripts/vendors/picture.ts';
import type { LoggedRequest } from '../../scripts/vendors/server.ts';
import type { StatusResponse } from '../../src/contract/index.ts';
import type { ResultDocument } from '../../src/store/documents.ts';
import { expectedEnd } from '../helpers/expected-faults.ts';
import { isDelivered, type Limits, SLOTS, slotOf, tagOf } from './models.ts';
import type { Records } from './records.ts';
import { expectedSpending, type Spending, sumOf } from './spending.ts';
import type { Seen } from './users.ts';

interface Evidence {
  /** What the vendors were asked. */
  requests: readonly LoggedRequest[];
  /** Bytes that each picture is larger by. */
  padding?: number;
  seen: Seen;
  limits: Limits;
  /** The final status of every job, by id. */
  ended: Map<string, StatusResponse>;
  counters: Map<string, number>;
  records: Records;
  /** When the whole stack was killed, by its clock, and how many edits it was killed over at least. */
  kills?: { at: readonly number[]; overEdits: number };
}

export interface Audit {
  /** What is wrong, one sentence each. */
  violations: string[];
  figures: Record<string, number>;
  spending: Spending;
  /** Micro-dollars of the day: what is counted, and what has to be. */
  counted: { value: number; expected: number };
}

/** Of one address in a day: pictures that are handed in count as such. */
const MOST_ACTIONS = 500;

/** Compares what the vendors saw, what is stored, what is counted and what users saw. */
export function audit(evidence: Evidence): Audit {
  const violations: string[] = [];
  const { seen, ended, records, counters, limits } = evidence;

  for (const [tag, jobId] of seen.jobs) {
    const job = ended.get(jobId);
    if (job === undefined) violations.push(`${tag}: its last status could not be read`);
    else if (job.endedAt === null) violations.push(`${tag} does not end`);
    else violations.push(...checkWords(tag, job, evidence));
  }
  violations.push(...seen.changes);
  violations.push(...checkCalls(evidence));
  violations.push(...checkStrayJobs(evidence));
  const killedOver = editsKilledOver(evidence);
  const fewest = evidence.kills?.overEdits ?? 0;
  if (killedOver < fewest) violations.push(`The stack was killed over ${killedOver} edits, not ${fewest}.`);

  const spent = [...counters].filter(([key]) => key.startsWith('spend#'));
  const isDay = (key: string) => /^spend#\d{4}-\d\d-\d\d$/.test(key);
  const isMonth = (key: string) => /^spend#\d{4}-\d\d$/.test(key);
  const spending = expectedSpending(records);
  const expected = sumOf(spending);
  const [day = 0, month = 0] = [isDay, isMonth].map((isCounter) =>
    spent.reduce((sum, [key, count]) => sum + (isCounter(key) ? count : 0), 0),
  );
  if (day !== expected) violations.push(`The budget of the day says ${day}, not ${expected}.`);
  if (month !== expected) violations.push(`The budget of the month says ${month}, not ${expected}.`);
  violations.push(...checkLists(evidence));
  violations.push(...checkPictures(records));
  for (const key of records.open) violations.push(`${key}: the marker of a run that has ended`);

  for (const [key, value] of counters) {
    const limit = limitOf(key, limits);
    if (value > limit) violations.push(`${key} is ${value}, beyond its limit of ${limit}`);
  }
  const charged = records.jobs.filter((job) => [...seen.jobs.values()].includes(job.jobId)).length;
  if (charged > limits.perAddress) violations.push(`${charged} jobs against a limit of ${limits.perAddress}`);

  const figures = {
    ...figuresOf(evidence),
    ...(evidence.kills && { 'edits that were killed over': killedOver }),
  };
  return { violations, figures, spending, counted: { value: day, expected } };
}

/** Runs that changed a picture when the stack was killed. */
function editsKilledOver({ records, ended, kills }: Evidence): number {
  const edits = records.jobs.filter(({ operation }) => operation !== undefined);
  return edits.filter(({ jobId, createdAt }) => {
    const [begin, end] = [Date.parse(createdAt), Date.parse(ended.get(jobId)?.endedAt ?? '')];
    return kills?.at.some((moment) => begin < moment && moment < end);
  }).length;
}

/** What each list has cost, by its own budget and by its runs. */
function checkLists({ counters, records }: Evidence): string[] {
  return [...counters].flatMap(([key, value]) => {
    const [, listId] = /^spend#list#(.+)$/.exec(key) ?? [];
    if (listId === undefined) return [];
    const jobs = records.jobs.filter(({ payerList }) => payerList === listId);
    const expected = sumOf(expectedSpending({ ...records, jobs }));
    return value === expected ? [] : [`The budget of list ${listId} says ${value}, not ${expected}.`];
  });
}

/** Every picture that reached storage is shown, or named as a file that is kept. */
function checkPictures({ images, results, late }: Records): string[] {
  const known = new Set(
    [...results.values(), ...late.values()].flatMap((result) => [
      ...(result.status === 'completed' ? [result.imageKey] : []),
      ...(result.original === undefined ? [] : [result.original.key]),
    ]),
  );
  return [...images.keys()]
    .filter((key) => !key.endsWith('.thumb.webp') && !isInput(key) && !known.has(key))
    .map((key) => `${key} is stored and not shown`);
}

const isInput = (key: string) => /\/input-\d+\./.test(key);

/** What people were told at the end against what is stored. */
function checkWords(tag: string, job: StatusResponse, { records }: Evidence): string[] {
  const violations: string[] = [];
  for (const result of job.results) {
    if ('late' in result && result.late) continue;
    const key = `${job.jobId} ${result.modelId}`;
    const name = `${tag} ${result.modelId}`;
    if (!records.results.has(key)) violations.push(`${name}: ${result.status}, and no result is stored`);
  }
  const isShown = records.gallery.has(job.jobId);
  const pictures = job.results.filter(({ status }) => status === 'completed');
  if (job.visibility === 'listed' && pictures.length > 0 && !isShown)
    violations.push(`${tag} has pictures and is not in the gallery`);
  return violations;
}

/** What the vendors saw against what became of it, model by model. */
function checkCalls({ requests, padding, seen, records }: Evidence): string[] {
  const violations: string[] = [];
  const byModel = new Map<string, LoggedRequest[]>();
  for (const request of requests) {
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
      const isEdit = job?.operation !== undefined;
      const wrong = checkResult(result, calls, records, { isEdit, padding });
      violations.push(...wrong.map((text) => `${tag} ${id}: ${text}`));
    }
  }
  for (const key of byModel.keys())
    violations.push(`${key}: its vendor was called for a job that nobody has`);
  return violations;
}

function checkResult(
  result: ResultDocument,
  calls: readonly LoggedRequest[],
  { images }: Records,
  { isEdit, padding }: { isEdit: boolean; padding: number | undefined },
): string[] {
  const last = calls.at(-1);
  const delivered = calls.find(isDelivered);
  if (result.status === 'completed') {
    if (delivered === undefined) return ['a picture that no vendor delivered'];
    const image = images.get(result.imageKey);
    if (image === undefined) return ['its picture is not stored'];
    const { prompt, model } = delivered;
    const isSame = image.equals(drawPicture(result.width, result.height, prompt + model, padding));
    return isSame ? [] : ['its picture is not the one that the vendor drew'];
  }
  const { code, billed } = result.error;
  // Closed by the sweeper, after the worker died.
  if (result.durationMs === undefined && code === 'OUTCOME_UNKNOWN') return [];
  if (delivered !== undefined) return [`its picture was delivered, and it says ${code}`];
  if (billed === 'no' && calls.some((call) => call.billable)) return [`${code} says free, and it was not`];
  if (last === undefined) return code === 'NOT_STARTED' ? [] : [`${code}, and its vendor was never called`];
  const expected = last.fault && expectedEnd(last.vendor, last.model, last.fault);
  // Most vendors do not say whether the words of an edit or its picture was refused.
  const isRefusedEdit = isEdit && expected?.code === 'PROMPT_REFUSED' && code === 'INPUT_REFUSED';
  const isExpected = (expected?.code === code || isRefusedEdit) && expected?.billed === billed;
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
  if (key.startsWith('run#')) return SLOTS;
  if (key.startsWith('actions#')) return MOST_ACTIONS;
  return key.startsWith('spend#') ? budgetUsd * 1_000_000 : 1;
}

function figuresOf({ requests, seen, records }: Evidence): Record<string, number> {
  const results = [...records.results.values()];
  const drawn = requests.filter(({ kind }) => kind === 'generate');
  return {
    'jobs answered': seen.jobs.size,
    'lists of prompts': seen.lists,
    'of these jobs drawn for a list': records.jobs.filter(({ cell }) => cell !== undefined).length,
    'runs refused by the limit': seen.refused,
    'models of these jobs': records.jobs.reduce((sum, job) => sum + job.models.length, 0),
    'vendor requests': drawn.length,
    'of them billable': drawn.filter(({ billable }) => billable).length,
    'of them with a fault': drawn.filter(({ fault }) => fault !== undefined).length,
    'pictures stored': results.filter(({ status }) => status === 'completed').length,
    'failed results stored': results.filter(({ status }) => status === 'failed').length,
    'ended by the sweeper': results.filter(({ durationMs }) => durationMs === undefined).length,
    'pictures adopted': records.adoptions,
    'pictures that arrived late': records.late.size,
    'runs that change a picture': seen.edits,
    'looks at runs': seen.looks,
    'requests cut off': seen.cutOff.length,
    '5xx answers that people repeated': seen.serverErrors.length,
  };
}
