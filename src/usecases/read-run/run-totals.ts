import { sumUsd } from '../../contract/estimate.ts';
import type { JobStatus, Result, StatusResponse } from '../../contract/index.ts';

type Costs = Pick<StatusResponse, 'actualCostUsd' | 'unknownCosts' | 'maybeBilled'>;

/** What all results of a run have cost, those included in whose place a newer one is shown: they were paid for too. */
export function costsOf(results: readonly Result[]): Costs {
  const without = results.filter((result) => !('costUsd' in result) || result.costUsd === undefined);
  const billed = (state: 'yes' | 'unknown') =>
    without.filter((result) => result.status === 'failed' && result.error.billed === state).length;
  return {
    actualCostUsd: sumUsd(results.map((result) => ('costUsd' in result ? (result.costUsd ?? 0) : 0))),
    unknownCosts: without.filter(({ status }) => status === 'completed').length + billed('yes'),
    maybeBilled: billed('unknown'),
  };
}

type Counts = Pick<
  StatusResponse,
  | 'totalModels'
  | 'completedModels'
  | 'failedModels'
  | 'totalPictures'
  | 'completedPictures'
  | 'failedPictures'
>;

/** How many models and pictures have ended. A model of several pictures has completed if all ended and one is good. */
export function countsOf(shown: readonly Result[]): Counts {
  const models = [...Map.groupBy(shown, ({ modelId }) => modelId).values()];
  const have = (results: readonly Result[], status: Result['status']) =>
    results.filter((result) => result.status === status).length;
  const ended = models.filter(
    (results) => have(results, 'completed') + have(results, 'failed') === results.length,
  );
  const failedModels = ended.filter((results) => have(results, 'completed') === 0).length;
  return {
    totalModels: models.length,
    completedModels: ended.length - failedModels,
    failedModels,
    totalPictures: shown.length,
    completedPictures: have(shown, 'completed'),
    failedPictures: have(shown, 'failed'),
  };
}

/** @param shown what is shown of each model @param all the results of every attempt */
export function statusOf(shown: readonly Result[], all: readonly Result[]): JobStatus {
  const every = (results: readonly Result[], ...wanted: Result['status'][]) =>
    results.every(({ status }) => wanted.includes(status));
  if (every(all, 'pending')) return 'pending';
  if (!every(all, 'completed', 'failed')) return 'in_progress';
  if (every(shown, 'completed')) return 'completed';
  return every(shown, 'failed') ? 'failed' : 'partial';
}
