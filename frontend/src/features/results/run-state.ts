import type {
  CompletedResult,
  FailedResult,
  Parameters,
  Result,
  StatusResponse,
} from '../../../../src/contract/index.ts';
import { hasEnded } from './poll-interval.ts';
import { costOf, type RunCost } from './run-cost.ts';

/** What one model is doing. */
export type TileState =
  | { kind: 'queued'; since: number }
  | { kind: 'running'; startedAt: number }
  | { kind: 'done'; result: CompletedResult }
  | { kind: 'failed'; result: FailedResult };

export type Tile = {
  modelId: string;
  model: string;
  provider: string;
  /** The job that the state comes from: a retry is a job of its own. */
  jobId: string;
  prompt: string;
  /** Whether these words differ from those of the run. */
  reworded: boolean;
  parameters: Parameters;
  attempt: number;
  state: TileState;
};

/** A tile whose attempt has ended. */
export type EndedTile = Tile & { state: Extract<TileState, { kind: 'done' | 'failed' }> };

export const hasResult = (tile: Tile): tile is EndedTile =>
  tile.state.kind === 'done' || tile.state.kind === 'failed';

export type Run = {
  prompt: string;
  parameters: Parameters;
  createdAt: string;
  tiles: Tile[];
  ended: boolean;
  done: number;
  failed: number;
  cost: RunCost;
  expectedUsd: { low: number; high: number };
};

function stateOf(result: Result, createdAt: string): TileState {
  switch (result.status) {
    case 'pending':
      return { kind: 'queued', since: Date.parse(createdAt) };
    case 'in_progress':
      return { kind: 'running', startedAt: Date.parse(result.startedAt) };
    case 'completed':
      return { kind: 'done', result };
    case 'failed':
      return { kind: 'failed', result };
  }
}

/** Adds what one job knows to the tiles: a later job replaces its models' tiles, but never a picture by a failure. */
function addJob(tiles: ReadonlyMap<string, Tile>, job: StatusResponse, prompt: string): Map<string, Tile> {
  const next = new Map(tiles);
  for (const result of job.results) {
    const before = next.get(result.modelId);
    const state = stateOf(result, job.createdAt);
    const attempt = (before?.attempt ?? 0) + 1;
    if (before?.state.kind === 'done' && state.kind === 'failed') continue;
    next.set(result.modelId, {
      modelId: result.modelId,
      model: result.model,
      provider: result.provider,
      jobId: job.jobId,
      prompt: job.prompt,
      reworded: job.prompt !== prompt,
      parameters: job.parameters,
      attempt,
      state,
    });
  }
  return next;
}

/** One view of a run and its retries: the first job gives prompt, settings and order, the others replace tiles. */
export function foldJobs(jobs: readonly [StatusResponse, ...StatusResponse[]]): Run {
  const [first] = jobs;
  const tiles = [
    ...jobs.reduce<Map<string, Tile>>((map, job) => addJob(map, job, first.prompt), new Map()).values(),
  ];
  const count = (kind: TileState['kind']) => tiles.filter((tile) => tile.state.kind === kind).length;
  const sum = (amount: (job: StatusResponse) => number) =>
    jobs.reduce((total, job) => total + amount(job), 0);
  return {
    prompt: first.prompt,
    parameters: first.parameters,
    createdAt: first.createdAt,
    tiles,
    ended: jobs.every(hasEnded),
    done: count('done'),
    failed: count('failed'),
    cost: costOf(jobs.flatMap((job) => job.results)),
    expectedUsd: {
      low: sum((job) => job.estimatedCostUsd.low),
      high: sum((job) => job.estimatedCostUsd.high),
    },
  };
}

export type Asked = {
  prompt: string;
  parameters: Parameters;
  models: ReadonlyArray<{ id: string; name: string; provider: string }>;
};

/** A job as it is before the API has responded, so that its tiles show at once. */
export function freshJob(
  jobId: string,
  asked: Asked,
  estimatedCostUsd: StatusResponse['estimatedCostUsd'],
  now: number,
): StatusResponse {
  return {
    jobId,
    status: 'pending',
    prompt: asked.prompt,
    parameters: asked.parameters,
    createdAt: new Date(now).toISOString(),
    totalModels: asked.models.length,
    completedModels: 0,
    failedModels: 0,
    estimatedCostUsd,
    actualCostUsd: 0,
    endedAt: null,
    results: asked.models.map(({ id, name, provider }) => ({
      model: name,
      modelId: id,
      provider,
      status: 'pending' as const,
    })),
  };
}
