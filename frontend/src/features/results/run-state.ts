import type {
  CompletedResult,
  FailedResult,
  Parameters,
  Result,
  StatusResponse,
  Visibility,
} from '../../../../src/contract/index.ts';
import type { RunCost } from '../../lib/cost-text.ts';
import { hasEnded } from './poll-interval.ts';

/** What one model is doing. */
export type TileState =
  | { kind: 'queued'; since: number }
  | { kind: 'running'; startedAt: number }
  | { kind: 'done'; result: CompletedResult }
  | { kind: 'failed'; result: FailedResult };

export type Tile = {
  /** Names the picture within its run. */
  id: string;
  modelId: string;
  /** Which picture of its model, from 0. */
  index: number;
  /** Name of the model. */
  name: string;
  /** The same, with the picture's number if the run has several of the model. */
  model: string;
  provider: string;
  /** The job that the state comes from: the run itself, or one that it was retried with. */
  jobId: string;
  prompt: string;
  /** Whether these words differ from those of the run. */
  reworded: boolean;
  parameters: Parameters;
  attempt: number;
  /** What it was made of; nothing if it was drawn from words alone. */
  edit: RunEdit | undefined;
  state: TileState;
};

/** As the API names the picture of a result within its run. */
function pictureId({ modelId, index = 0 }: { modelId: string; index?: number }): string {
  return index === 0 ? modelId : `${modelId}_${index}`;
}

/** The models of a run, each once, and how many pictures it asked of each. */
export function askedOf(tiles: readonly Tile[]): { models: string[]; count: number } {
  const count = 1 + Math.max(0, ...tiles.map((tile) => tile.index));
  return { models: [...new Set(tiles.map((tile) => tile.modelId))], count };
}

/** A tile whose attempt has ended. */
export type EndedTile = Tile & { state: Extract<TileState, { kind: 'done' | 'failed' }> };

export const hasResult = (tile: Tile): tile is EndedTile =>
  tile.state.kind === 'done' || tile.state.kind === 'failed';

/** What a run works on. */
export type RunEdit = Required<Pick<StatusResponse, 'operation' | 'inputs'>> &
  Pick<StatusResponse, 'parent' | 'mask' | 'expand'>;

function editOf({ operation, inputs = [], parent, mask, expand }: StatusResponse): RunEdit | undefined {
  if (operation === undefined) return undefined;
  return {
    operation,
    inputs,
    ...(parent && { parent }),
    ...(mask && { mask }),
    ...(expand && { expand }),
  };
}

export type Run = {
  /** `undefined` for a run that is drawn from words alone. */
  edit: RunEdit | undefined;
  prompt: string;
  parameters: Parameters;
  createdAt: string;
  visibility: Visibility;
  /** Whether letters stand for the models. */
  blind: boolean;
  /** What its owner calls it. */
  title: string | undefined;
  /** When it goes by itself, if somebody has decided so. */
  expiresAt: string | undefined;
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

/**
 * Adds what one run knows to the tiles: a later one replaces its models' tiles, but never a picture by a failure, nor
 * by a picture that arrived late. A file that came late takes the place of a failure only.
 */
function addJob(tiles: ReadonlyMap<string, Tile>, job: StatusResponse, prompt: string): Map<string, Tile> {
  const next = new Map(tiles);
  const several = new Set(job.results.flatMap((result) => ((result.index ?? 0) > 0 ? [result.modelId] : [])));
  for (const result of job.results) {
    const { index = 0 } = result;
    const id = pictureId(result);
    const before = next.get(id);
    const of = job.attempts[(result.attempt ?? 1) - 1] ?? job;
    const state = stateOf(result, of.createdAt);
    const isLate = 'late' in result && result.late === true;
    if (before?.state.kind === 'done' && (state.kind === 'failed' || isLate)) continue;
    if (isLate && state.kind === 'failed' && before && before.state.kind !== 'failed') continue;
    next.set(id, {
      id,
      modelId: result.modelId,
      index,
      name: result.model,
      model: several.has(result.modelId) ? `${result.model} · ${index + 1}` : result.model,
      provider: result.provider,
      jobId: of.jobId,
      prompt: of.prompt,
      reworded: of.prompt !== prompt,
      parameters: of.parameters,
      attempt: (before?.attempt ?? 0) + (result.attempt ?? 1),
      edit: editOf(job),
      state,
    });
  }
  return next;
}

/**
 * One view of a run and of others that were started from it without its key: the first one gives prompt, settings and
 * order, the others replace tiles.
 */
export function foldJobs(jobs: readonly [StatusResponse, ...StatusResponse[]]): Run {
  const [first] = jobs;
  const tiles = [
    ...jobs.reduce<Map<string, Tile>>((map, job) => addJob(map, job, first.prompt), new Map()).values(),
  ];
  const count = (kind: TileState['kind']) => tiles.filter((tile) => tile.state.kind === kind).length;
  const sum = (amount: (job: StatusResponse) => number) =>
    jobs.reduce((total, job) => total + amount(job), 0);
  return {
    edit: editOf(first),
    prompt: first.prompt,
    parameters: first.parameters,
    createdAt: first.createdAt,
    visibility: first.visibility,
    blind: first.blind === true,
    title: first.title,
    expiresAt: first.expiresAt,
    tiles,
    ended: jobs.every(hasEnded),
    done: count('done'),
    failed: count('failed'),
    cost: {
      knownUsd: sum((job) => job.actualCostUsd),
      unknown: sum((job) => job.unknownCosts),
      maybe: sum((job) => job.maybeBilled),
    },
    expectedUsd: {
      low: sum((job) => job.estimatedCostUsd.low),
      high: sum((job) => job.estimatedCostUsd.high),
    },
  };
}

export type Asked = Pick<StatusResponse, 'operation' | 'parent'> & {
  /** Which pictures of each model. */
  indexes: readonly number[];
  prompt: string;
  parameters: Parameters;
  models: ReadonlyArray<{ id: string; name: string; provider: string }>;
  visibility: Visibility;
  blind: boolean;
};

/** A job as it is before the API has responded, so that its tiles show at once. */
export function freshJob(
  jobId: string,
  asked: Asked,
  estimatedCostUsd: StatusResponse['estimatedCostUsd'],
  now: number,
): StatusResponse {
  const { prompt, parameters, operation, parent } = asked;
  const createdAt = new Date(now).toISOString();
  return {
    jobId,
    status: 'pending',
    prompt,
    parameters,
    createdAt,
    visibility: asked.visibility,
    ...(asked.blind && { blind: true }),
    ...(operation && { operation }),
    ...(parent && { parent }),
    attempts: [{ jobId, prompt, parameters, createdAt }],
    totalModels: asked.models.length,
    completedModels: 0,
    failedModels: 0,
    totalPictures: asked.models.length * asked.indexes.length,
    completedPictures: 0,
    failedPictures: 0,
    estimatedCostUsd,
    actualCostUsd: 0,
    unknownCosts: 0,
    maybeBilled: 0,
    endedAt: null,
    // Of a blind run the first status tells the letters; until then nothing is shown.
    results: asked.models.flatMap(({ id, name, provider }) =>
      asked.indexes.map((index) => ({
        model: name,
        modelId: id,
        provider,
        index,
        status: 'pending' as const,
      })),
    ),
  };
}

/** A run as it is just after a retry that belongs to it was started, before the API was asked again. */
export function withRetry(run: StatusResponse, retry: StatusResponse): StatusResponse {
  const { jobId, prompt, parameters, createdAt } = retry;
  // The second of two taps is told of the same follow-up.
  if (run.attempts.some((attempt) => attempt.jobId === jobId)) return run;
  const attempts = [...run.attempts, { jobId, prompt, parameters, createdAt }];
  const isRetried = (result: Result) =>
    result.status === 'failed' && retry.results.some((other) => pictureId(other) === pictureId(result));
  return {
    ...run,
    status: 'in_progress',
    endedAt: null,
    attempts,
    estimatedCostUsd: {
      low: run.estimatedCostUsd.low + retry.estimatedCostUsd.low,
      high: run.estimatedCostUsd.high + retry.estimatedCostUsd.high,
    },
    results: run.results.map((result) => {
      if (!isRetried(result)) return result;
      const { model, modelId, provider, index = 0 } = result;
      return { model, modelId, provider, index, status: 'pending', attempt: attempts.length };
    }),
  };
}
