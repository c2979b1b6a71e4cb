import type { KnownModels } from '../contract/index.ts';

export interface KnownModelsDocument {
  /** Milliseconds since the epoch. */
  checkedAtMs: number;
  models: KnownModels;
}

/** What was last read of models without a row in the catalog. One writer: the sweeper. */
export interface KnownModelsStore {
  /** `undefined` if nothing was read yet. */
  read(): Promise<KnownModelsDocument | undefined>;
  write(document: KnownModelsDocument): Promise<void>;
}
