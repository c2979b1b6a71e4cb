import { describe, expect, it } from '@jest/globals';
import type { ErrorCode, ListCell, StatusResponse } from '../../../../src/contract/index.ts';
import { ApiError, NoResponseError } from '../../lib/api.ts';
import { completed, failed, JOB, job } from '../../testing/fake-api.ts';
import { AT_ONCE, cellOf, type Work, workThrough } from './work.ts';

const refusal = (code: ErrorCode, status: number, retryAfter?: number) =>
  new ApiError(status, { error: code, code, requestId: '', ...(retryAfter !== undefined && { retryAfter }) });
const open = (count: number): ListCell[] => Array.from({ length: count }, (_, n) => ({ n, state: 'open' }));

/** A list whose runs end at the second look; `answers` come before a start. */
function world(cells: readonly ListCell[], answers: Record<number, unknown[]> = {}) {
  const started: number[] = [];
  const looks = new Map<string, number>();
  const told: ListCell[] = [];
  const works: Work[] = [];
  const slept: number[] = [];
  const ended = new Set<string>();
  let most = 0;
  const stop = new AbortController();
  const tools = {
    cells,
    signal: stop.signal,
    async start(n: number) {
      const error = answers[n]?.shift();
      if (error !== undefined) throw error;
      started.push(n);
      most = Math.max(most, started.length - ended.size);
      return { jobId: `run-${n}` };
    },
    async look(jobId: string): Promise<StatusResponse> {
      const count = (looks.get(jobId) ?? 0) + 1;
      looks.set(jobId, count);
      if (count < 2) return { ...job([completed('1-one')]), jobId, endedAt: null };
      ended.add(jobId);
      return { ...job([completed('1-one')]), jobId, endedAt: '2026-11-20T10:00:00.000Z' };
    },
    onCell: (cell: ListCell) => void told.push(cell),
    onWork: (work: Work) => void works.push(work),
    sleep: async (milliseconds: number) => void slept.push(milliseconds),
    now: () => 1000,
  };
  return { tools, started, told, works, slept, stop, most: () => most };
}

describe('whoever works on a list', () => {
  it('has all prompts drawn in their order, few at a time, and says how far each is', async () => {
    const { tools, started, told, works, most } = world(open(5));
    await workThrough(tools);
    expect([started, most()]).toEqual([[0, 1, 2, 3, 4], AT_ONCE]);
    expect(works.at(-1)).toEqual({ kind: 'done' });
    expect(
      told
        .filter(({ state }) => state === 'ended')
        .map(({ n }) => n)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on with what was begun, and starts nothing that has ended or is gone', async () => {
    const cells: ListCell[] = [
      { n: 0, state: 'ended', jobId: 'run-0' },
      { n: 1, state: 'running', jobId: 'run-1' },
      { n: 2, state: 'deleted' },
      { n: 3, state: 'open' },
    ];
    const { tools, started, told } = world(cells);
    await workThrough(tools);
    expect(started).toEqual([3]);
    expect(told.some(({ n, state }) => n === 1 && state === 'ended')).toBe(true);
  });

  it.each([
    [refusal('RATE_LIMITED', 429, 60), 60_000],
    [refusal('IDEMPOTENCY_IN_PROGRESS', 409, 1), 1000],
    [refusal('DISPATCH_FAILED', 503), 5000],
    [new NoResponseError(undefined), 5000],
  ])('waits and asks again for the same prompt after %s', async (error, wait) => {
    const { tools, started, works, slept } = world(open(1), { 0: [error] });
    await workThrough(tools);
    expect(works).toContainEqual({ kind: 'waiting', until: 1000 + wait, error });
    expect(slept).toContain(wait);
    expect(started).toEqual([0]);
  });

  it.each([
    refusal('BUDGET_EXHAUSTED', 429, 3600),
    refusal('LIST_BUDGET_REACHED', 402),
    refusal('LIST_NOT_FOUND', 404),
    refusal('UNKNOWN_MODEL', 400),
  ])('stops with the reason: %s', async (error) => {
    const { tools, started, works } = world(open(3), { 0: [error] });
    await workThrough(tools);
    expect(works.at(-1)).toEqual({ kind: 'stopped', error });
    expect(started).toEqual([]);
  });

  it('tries once more what did not fit into the budget of the list when one that draws has ended', async () => {
    const full = refusal('LIST_BUDGET_REACHED', 402);
    const fits = world(open(2), { 1: [full] });
    await workThrough(fits.tools);
    expect([fits.started, fits.works.at(-1)]).toEqual([[0, 1], { kind: 'done' }]);
    const never = world(open(2), { 1: Array(9).fill(full) });
    await workThrough(never.tools);
    expect([never.started, never.works.at(-1)]).toEqual([[0], { kind: 'stopped', error: full }]);
  });

  it('leaves out a prompt that is refused, and a run that was deleted, and goes on', async () => {
    const answers = { 0: [refusal('PROMPT_BLOCKED', 400)], 1: [refusal('RUN_DELETED', 410)] };
    const { tools, started, told } = world(open(3), answers);
    await workThrough(tools);
    expect(started).toEqual([2]);
    expect(told).toContainEqual({ n: 1, state: 'deleted' });
  });

  it('stops when it is told to', async () => {
    const { tools, started, stop } = world(open(9));
    const { start } = tools;
    tools.start = async (n) => {
      if (n === 2) stop.abort();
      return start(n);
    };
    await workThrough(tools);
    expect(started).toEqual([0, 1, 2]);
  });
});

it('a run is a cell of its list', () => {
  const run = { ...job([completed('1-one'), failed('2-two', 'PROMPT_REFUSED')]), jobId: JOB };
  const end = '2026-11-20T10:00:00.000Z';
  expect(cellOf(3, { ...run, endedAt: end, completedPictures: 1, failedPictures: 1 })).toEqual({
    n: 3,
    jobId: JOB,
    state: 'ended',
    revealed: true,
    completed: 1,
    failed: 1,
    refused: 1,
  });
  expect(cellOf(3, { ...run, endedAt: null, blind: true })).not.toHaveProperty('revealed');
});
