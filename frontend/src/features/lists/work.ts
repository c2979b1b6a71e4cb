import type { ListCell, StatusResponse } from '../../../../src/contract/index.ts';
import { ApiError, NoResponseError } from '../../lib/api.ts';

/** Cells that draw at the same time: enough not to wait for the slowest model each time, few enough for every limit. */
export const AT_ONCE = 2;
const LOOK_EVERY_MS = 1500;
/** Where nobody says how long to wait. */
const AGAIN_MS = 5000;

/** What those who work on a list are told. */
export type Work =
  | { kind: 'drawing' }
  /** Until when, in milliseconds since the epoch. */
  | { kind: 'waiting'; until: number; error: unknown }
  | { kind: 'stopped'; error: unknown }
  | { kind: 'done' };

export interface WorkTools {
  cells: readonly ListCell[];
  start(n: number): Promise<{ jobId: string }>;
  look(jobId: string): Promise<StatusResponse>;
  onCell(cell: ListCell): void;
  onWork(work: Work): void;
  /** Resolves early when the work is given up. */
  sleep(milliseconds: number): Promise<void>;
  now(): number;
  signal: AbortSignal;
}

const REFUSED = ['PROMPT_REFUSED', 'IMAGE_REFUSED', 'REFERENCE_REFUSED', 'INPUT_REFUSED'];

/** How a run stands, as a cell of its list. */
export function cellOf(n: number, run: StatusResponse): ListCell {
  const { jobId, endedAt, blind = false, completedPictures, failedPictures, results } = run;
  const hasEnded = endedAt !== null;
  return {
    n,
    jobId,
    state: hasEnded ? 'ended' : 'running',
    ...(hasEnded && { revealed: !blind }),
    completed: completedPictures,
    failed: failedPictures,
    refused: results.filter((each) => each.status === 'failed' && REFUSED.includes(each.error.code)).length,
  };
}

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined);

/** The prompt alone is to blame: the others can be drawn. */
const isOfPrompt = (error: unknown) => codeOf(error) === 'PROMPT_BLOCKED';
const isGone = (error: unknown) => ['RUN_DELETED', 'RUN_EXPIRED'].includes(String(codeOf(error)));

/** How long to wait before the same is asked for again; `undefined` where that would not help. */
function waitOf(error: unknown): number | undefined {
  if (error instanceof NoResponseError) return AGAIN_MS;
  if (!(error instanceof ApiError)) return undefined;
  const passes =
    error.code === 'RATE_LIMITED' || error.code === 'IDEMPOTENCY_IN_PROGRESS' || error.status >= 500;
  return passes ? (error.retryAfter ?? AGAIN_MS / 1000) * 1000 : undefined;
}

/**
 * Has every prompt of a list drawn that nobody has had drawn, one after the other, within the limits: waits where that helps, and
 * stops with the reason where it does not. Whatever ends it, it can begin anew: the API draws no prompt twice.
 */
export async function workThrough(tools: WorkTools): Promise<void> {
  const { signal, onCell, onWork } = tools;
  const open = tools.cells.filter(({ state }) => state === 'open').map(({ n }) => n);
  const running = new Map<number, string>();
  for (const { n, state, jobId } of tools.cells) {
    if (state === 'running' && jobId !== undefined) running.set(n, jobId);
  }
  /** A cell that did not fit into the budget of the list, until one that draws has ended. */
  let isFull = false;

  const lookAtAll = async () => {
    for (const [n, jobId] of running) {
      const cell = await tools.look(jobId).then(
        (run) => cellOf(n, run),
        (error: unknown): ListCell | undefined =>
          isGone(error) ? { n, jobId, state: 'deleted' } : undefined,
      );
      if (cell === undefined) continue;
      onCell(cell);
      if (cell.state === 'running') continue;
      running.delete(n);
      isFull = false;
    }
  };

  /** @returns whether to go on */
  const startNext = async (n: number): Promise<boolean> => {
    try {
      const { jobId } = await tools.start(n);
      open.shift();
      running.set(n, jobId);
      onCell({ n, jobId, state: 'running' });
      onWork({ kind: 'drawing' });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (isGone(error) || isOfPrompt(error)) {
        open.shift();
        if (isGone(error)) onCell({ n, state: 'deleted' });
        return true;
      }
      if (codeOf(error) === 'LIST_BUDGET_REACHED' && running.size > 0) {
        isFull = true;
        return true;
      }
      const wait = waitOf(error);
      if (wait === undefined) {
        onWork({ kind: 'stopped', error });
        return false;
      }
      onWork({ kind: 'waiting', until: tools.now() + wait, error });
      await tools.sleep(wait);
      return true;
    }
  };

  onWork({ kind: 'drawing' });
  while (!signal.aborted) {
    await lookAtAll();
    const [next] = open;
    if (next === undefined && running.size === 0) return onWork({ kind: 'done' });
    if (next !== undefined && running.size < AT_ONCE && !isFull) {
      if (!(await startNext(next))) return;
    } else await tools.sleep(LOOK_EVERY_MS);
  }
}
