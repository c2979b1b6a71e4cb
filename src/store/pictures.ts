import type { Parameters } from '../contract/index.ts';
import type { JobDocument, JobModel } from './documents.ts';

/** One picture that a run asks for. */
export interface JobPicture {
  model: JobModel;
  index: number;
  /** Names it in keys and marks of its run. */
  id: string;
}

/** Names a picture within its run; the first one of a model is called as the model. */
export function pictureId({ modelId, index = 0 }: { modelId: string; index?: number | undefined }): string {
  return index === 0 ? modelId : `${modelId}_${index}`;
}

/** Every picture that a job asks for, in slot order. */
export function picturesOf({ models, indexes = [0] }: Pick<JobDocument, 'models' | 'indexes'>): JobPicture[] {
  return models.flatMap((model) =>
    indexes.map((index) => ({ model, index, id: pictureId({ modelId: model.id, index }) })),
  );
}

/** The field of a document or event that tells one picture of a model from another; none for the first one. */
export const indexField = (index: number | undefined) =>
  index === undefined || index === 0 ? {} : { index };

const SEEDS = 2 ** 31;

/** The settings of one picture: a given seed goes up by one from picture to picture of a model. */
export function parametersOf(parameters: Parameters, index: number): Parameters {
  const { seed } = parameters;
  return seed === undefined || index === 0 ? parameters : { ...parameters, seed: (seed + index) % SEEDS };
}

/** What every event and settlement of a run says about it as a whole. */
export function totalsOf({
  jobId,
  createdAt,
  models,
  indexes,
  visibility,
  expiresAt,
  run,
  payer,
  payerKey,
  payerList,
}: JobDocument) {
  const totalModels = models.length;
  return {
    jobId,
    createdAt,
    totalModels,
    models: models.map(({ id, name }) => ({ id, name })),
    ...(indexes !== undefined && { totalPictures: totalModels * indexes.length }),
    ...(visibility !== undefined && { visibility }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(run !== undefined && { run }),
    ...(payer !== undefined && { payer }),
    ...(payerKey !== undefined && { payerKey }),
    ...(payerList !== undefined && { payerList }),
  };
}
