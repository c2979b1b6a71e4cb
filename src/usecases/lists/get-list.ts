import { sumUsd } from '../../contract/estimate.ts';
import type { ErrorCode, ListCell, ListDefinition, ListResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { batchesOf } from '../../lib/in-batches.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CellDocument, ListDocument } from '../../store/documents.ts';
import type { ListStore } from '../../store/list-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import { microDollars, tableKeys } from '../../store/table-keys.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { seenList } from '../own-list.ts';
import { resultsOf, shownResults } from '../read-run/attempt-results.ts';
import { type ReadRunTools, readRun } from '../read-run/read-run.ts';
import { costsOf, countsOf } from '../read-run/run-totals.ts';
import type { Requester } from '../requester.ts';

/** Cells read at the same time. */
const AT_ONCE = 20;
const GONE: readonly ErrorCode[] = ['RUN_DELETED', 'RUN_EXPIRED'];
const REFUSED: readonly string[] = ['PROMPT_REFUSED', 'IMAGE_REFUSED', 'REFERENCE_REFUSED', 'INPUT_REFUSED'];
/** Who may see a list may see how far its runs are. */
const READER = { isAdmin: true };

export interface GetListTools extends ReadRunTools {
  lists: Pick<ListStore, 'find' | 'cells' | 'readCell'>;
  counters: Pick<CounterStore, 'read'>;
}

interface ReadCell {
  cell: ListCell;
  spentUsd: number;
  unknownCosts: number;
}

/**
 * A list of prompts and how far each of its cells is. A cell is what its run is: nothing of it is stored twice.
 * @throws RequestError LIST_NOT_FOUND, for somebody else's private list too; DISPATCH_FAILED if a store is unavailable
 */
export function getList(tools: GetListTools) {
  return async (listId: string, who: Requester): Promise<ListResponse> => {
    const list = await seenList(tools, listId, who);
    const read = await failClosed(readCells(tools, list));
    const cells = list.prompts.map((_, n) => read.get(n)?.cell ?? { n, state: 'open' as const });
    const leftUsd = await failClosed(budgetLeft(tools, list));
    const all = [...read.values()];
    const isStopped =
      leftUsd !== null && leftUsd < list.cellUsd.high && cells.some(({ state }) => state === 'open');
    return {
      ...definitionOf(list),
      cells,
      spentUsd: sumUsd(all.map(({ spentUsd }) => spentUsd)),
      unknownCosts: all.reduce((sum, { unknownCosts }) => sum + unknownCosts, 0),
      budgetLeftUsd: leftUsd,
      ...(isStopped && { stoppedBy: 'budget' as const }),
    };
  };
}

/** What everybody who may see a list is told of it. */
export const definitionOf = ({ runKeyHash: _key, owner: _owner, ...list }: ListDocument): ListDefinition =>
  list;

async function readCells(tools: GetListTools, { listId }: ListDocument) {
  const read = new Map<number, ReadCell>();
  for (const batch of batchesOf(await tools.lists.cells(listId), AT_ONCE)) {
    await Promise.all(
      batch.map(async (n) => {
        const cell = await readCell(tools, listId, n);
        if (cell !== undefined) read.set(n, cell);
      }),
    );
  }
  return read;
}

/** `undefined` for a cell whose run has not been started, whatever was written before. */
async function readCell(tools: GetListTools, listId: string, n: number): Promise<ReadCell | undefined> {
  const key = objectKeys.cell(listId, n);
  const taken = (tools.cache.get(key) as CellDocument | undefined) ?? (await tools.lists.readCell(listId, n));
  if (taken === undefined) return undefined;
  tools.cache.set(key, taken);
  const { jobId } = taken;
  const run = await readRun(tools, jobId, READER).catch(isGone);
  if (run === 'gone') return { cell: { n, state: 'deleted', jobId }, spentUsd: 0, unknownCosts: 0 };
  if (run === undefined) return undefined;
  const now = tools.clock.now();
  return { cell: { n, jobId, ...progressOf(run.jobs, now) }, ...costOf(run.jobs, now) };
}

function isGone(error: unknown): 'gone' {
  if (error instanceof RequestError && GONE.includes(error.code)) return 'gone';
  throw error;
}

type Jobs = NonNullable<Awaited<ReturnType<typeof readRun>>>['jobs'];

const unaddressed = (key: string) => key;

const resultsOfEach = (jobs: Jobs, now: number) =>
  jobs.map((job, place) => resultsOf(job, place + 1, now, unaddressed));

function progressOf(jobs: Jobs, now: number): Omit<ListCell, 'n' | 'jobId'> {
  const [first, ...others] = resultsOfEach(jobs, now);
  if (first === undefined) return { state: 'open' };
  const shown = shownResults([first, ...others]);
  const { completedPictures, failedPictures } = countsOf(shown);
  const hasEnded = [first, ...others].every(({ endedAt }) => endedAt !== null);
  return {
    state: hasEnded ? 'ended' : 'running',
    ...(hasEnded && { revealed: !jobs[0].isBlind }),
    completed: completedPictures,
    failed: failedPictures,
    refused: shown.filter((each) => each.status === 'failed' && REFUSED.includes(each.error.code)).length,
  };
}

/** In all, whoever's pictures they are: of a list that tells nothing of one model. */
function costOf(jobs: Jobs, now: number): Pick<ReadCell, 'spentUsd' | 'unknownCosts'> {
  const told = jobs.map((job) => ({ ...job, isBlind: false })) as Jobs;
  const results = resultsOfEach(told, now).flatMap((each) => [...each.results, ...each.late]);
  const { actualCostUsd, unknownCosts, maybeBilled } = costsOf(results);
  return { spentUsd: actualCostUsd, unknownCosts: unknownCosts + maybeBilled };
}

async function budgetLeft(
  { counters }: Pick<GetListTools, 'counters'>,
  { listId, budgetUsd }: ListDocument,
): Promise<number | null> {
  if (budgetUsd === undefined) return null;
  const [used = 0] = await counters.read([tableKeys.listSpend(listId)]);
  return Math.max(0, microDollars(budgetUsd) - used) / 1_000_000;
}
