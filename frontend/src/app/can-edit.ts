import type { ModelsResponse } from '../../../src/contract/index.ts';

/** Whether any model here goes on from a picture. */
export const canEdit = ({ models }: ModelsResponse) =>
  models.some((model) => model.supports.operations?.length);
